from django.apps import AppConfig


class PresscheckConfig(AppConfig):
    name = "presscheck_wagtail"
    label = "presscheck_wagtail"
    verbose_name = "presscheck"
    default_auto_field = "django.db.models.BigAutoField"
