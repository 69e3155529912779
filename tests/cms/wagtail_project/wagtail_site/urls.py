"""The urls of the site, as docs/wagtail.md says, and one by which a test edits a page as somebody does in the admin."""

import os

from django.conf import settings
from django.contrib.staticfiles.views import serve
from django.urls import include, path, re_path
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^static/(?P<path>.*)$", serve, {"insecure": True}),
    re_path(r"^media/(?P<path>.*)$", serve_file, {"document_root": settings.MEDIA_ROOT}),
]
if os.environ.get("PC_APP", "1") == "1":
    from wagtail_site.desk import desk

    urlpatterns += [path("presscheck/", include("presscheck_wagtail.urls")), path("desk/", desk)]
urlpatterns.append(path("", include(wagtail_urls)))
