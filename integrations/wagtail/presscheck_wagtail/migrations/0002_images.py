from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("presscheck_wagtail", "0001_initial")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ApprovedImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True)),
                ("file", models.FileField(upload_to="presscheck")),
            ],
            options={"verbose_name": "image of approved pages"},
        ),
    ]
