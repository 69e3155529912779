"""What people do in the CMS, done with Wagtail's own functions: nothing of this goes through presscheck."""

import json
from datetime import timedelta

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from presscheck_wagtail.models import ApprovedPage
from wagtail.models import APIToken, Site


@csrf_exempt
@transaction.atomic
def desk(request: HttpRequest) -> JsonResponse:
    """One action of an editor on the page with a key."""
    order = json.loads(request.body)
    page = ApprovedPage.objects.get(pc_key=order["key"]).get_latest_revision_as_object()
    action, user = order["action"], User.objects.get(username="admin")
    if action in {"edit", "draft"}:
        page.markdown = page.markdown.replace(order["old"], order["new"])
        revision = page.save_revision(user=user)
        if action == "edit":
            revision.publish(user=user)
    elif action == "offline":
        page.unpublish(user=user)
    elif action == "schedule":
        page.markdown = page.markdown.replace(order["old"], order["new"])
        page.go_live_at = timezone.now() + timedelta(days=30)
        page.save_revision(user=user, approved_go_live_at=page.go_live_at).publish(user=user)
    elif action == "copy":
        page = page.copy(update_attrs={"slug": f"{page.slug}-copy"}, user=user)
    elif action == "lock":
        page = page.specific_class.objects.get(pk=page.pk)
        page.locked, page.locked_by = True, user
        page.save()
    else:
        raise ValueError(action)
    return JsonResponse({"id": page.pk})


def seed(port: int) -> dict[str, str]:
    """Users, and by name their tokens: ``editor`` may publish, ``author`` may not, ``nohtml`` lacks our permission."""
    User.objects.create_superuser("admin", "admin@example.com", "admin")
    Site.objects.filter(is_default_site=True).update(hostname="127.0.0.1", port=port)
    html = Permission.objects.get(codename="write_html")
    tokens: dict[str, str] = {}
    for name, group, rights in (
        ("editor", "Moderators", [html]),
        ("author", "Editors", [html]),
        ("nohtml", "Moderators", []),
        ("revoked", "Moderators", [html]),
    ):
        user = User.objects.create_user(name)
        user.groups.add(Group.objects.get(name=group))
        user.user_permissions.set(rights)
        tokens[name] = APIToken.create_token(user=user, name="presscheck")[1]
    APIToken.objects.filter(user__username="revoked").delete()
    return tokens
