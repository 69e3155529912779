from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Wagtail's form for groups offers only permissions that are named here."""
    return Permission.objects.filter(content_type__app_label="presscheck_wagtail", codename="write_html")
