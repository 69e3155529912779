from django.urls import path

from presscheck_wagtail import views

urlpatterns = [
    path("v1/", views.about),
    path("v1/images/", views.images),
    path("v1/pages/", views.pages),
    path("v1/pages/<int:number>/", views.page),
    path("v1/pages/<int:number>/withdraw/", views.withdraw),
]
