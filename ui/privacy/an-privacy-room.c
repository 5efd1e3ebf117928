// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* “Riêng tư”: the list, one item of it at a time, and the directory. */

#include "ui/privacy/an-privacy-room.h"

#include "base/an-i18n.h"
#include "ui/privacy/an-privacy-catalogue-page.h"
#include "ui/privacy/an-privacy-checks-page.h"
#include "ui/privacy/an-privacy-directory-page.h"
#include "ui/privacy/an-privacy-item-page.h"

/**
 * AnPrivacyRoom:
 *
 * Pages: `checks`, `catalogue`, `directory`, and the id of an item of the list looked at.
 */
struct _AnPrivacyRoom {
  AdwBin parent;

  AnStore *store;        /* (owned) */
  AnPrivacyModel *model; /* (owned) */

  GtkStack *stack;
  GtkWidget *checks;  /* child of stack */
  GtkWidget *subpage; /* (nullable) child of stack: an item, the catalogue or the directory */
};

enum { PROP_TITLE = 1, PROP_CAN_GO_BACK };

static void an_privacy_room_room_init (AnRoomInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AnPrivacyRoom,
                               an_privacy_room,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (AN_TYPE_ROOM, an_privacy_room_room_init))

static gboolean
shows_subpage (AnPrivacyRoom *self)
{
  return self->subpage != NULL && gtk_stack_get_visible_child (self->stack) == self->subpage;
}

static void
notify (AnPrivacyRoom *self)
{
  g_object_notify (G_OBJECT (self), "title");
  g_object_notify (G_OBJECT (self), "can-go-back");
}

/* @page: (transfer floating) */
static void
show_subpage (AnPrivacyRoom *self, GtkWidget *page)
{
  if (self->subpage != NULL)
    gtk_stack_remove (self->stack, self->subpage);
  self->subpage = page;
  gtk_stack_add_child (self->stack, page);
  gtk_stack_set_visible_child (self->stack, page);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  notify (self);
}

static void
open_item (AnPrivacyRoom *self, const char *item_id)
{
  const AnChecklist *list = an_privacy_model_get_list (self->model);
  const AnChecklistItem *item = list != NULL ? an_checklist_find_item (list, item_id) : NULL;

  if (item != NULL)
    show_subpage (self, an_privacy_item_page_new (self->model, item));
}

static void
open_directory (AnPrivacyRoom *self)
{
  show_subpage (self, an_privacy_directory_page_new (an_store_get_channels (self->store)));
}

static void
on_open_item_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_item (AN_PRIVACY_ROOM (widget), g_variant_get_string (parameter, NULL));
}

static void
on_open_directory_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_directory (AN_PRIVACY_ROOM (widget));
}

static void
on_open_catalogue_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_subpage (AN_PRIVACY_ROOM (widget), an_privacy_catalogue_page_new ());
}

static const char *
get_title (AnPrivacyRoom *self)
{
  if (!shows_subpage (self))
    return "";
  if (AN_IS_PRIVACY_DIRECTORY_PAGE (self->subpage))
    return _ ("Directory of help");
  if (AN_IS_PRIVACY_CATALOGUE_PAGE (self->subpage))
    return _ ("Vietnamese products");
  return an_checklist_get_title (an_privacy_model_get_list (self->model));
}

/* AnRoom */

static gboolean
an_privacy_room_go_back (AnRoom *room)
{
  AnPrivacyRoom *self = AN_PRIVACY_ROOM (room);

  if (!shows_subpage (self))
    return FALSE;
  gtk_stack_set_visible_child (self->stack, self->checks);
  if (AN_IS_PRIVACY_ITEM_PAGE (self->subpage))
    an_privacy_checks_page_focus_item (
        AN_PRIVACY_CHECKS_PAGE (self->checks),
        an_privacy_item_page_get_item_id (AN_PRIVACY_ITEM_PAGE (self->subpage)));
  else if (AN_IS_PRIVACY_CATALOGUE_PAGE (self->subpage))
    an_privacy_checks_page_focus_catalogue (AN_PRIVACY_CHECKS_PAGE (self->checks));
  else
    an_privacy_checks_page_focus_directory (AN_PRIVACY_CHECKS_PAGE (self->checks));
  notify (self);
  return TRUE;
}

static void
an_privacy_room_show_page (AnRoom *room, const char *name)
{
  AnPrivacyRoom *self = AN_PRIVACY_ROOM (room);

  if (g_str_equal (name, "checks"))
    an_privacy_room_go_back (room);
  else if (g_str_equal (name, "directory"))
    open_directory (self);
  else if (g_str_equal (name, "catalogue"))
    show_subpage (self, an_privacy_catalogue_page_new ());
  else
    open_item (self, name);
}

static void
an_privacy_room_room_init (AnRoomInterface *iface)
{
  iface->go_back = an_privacy_room_go_back;
  iface->show_page = an_privacy_room_show_page;
}

/* Object */

static void
an_privacy_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnPrivacyRoom *self = AN_PRIVACY_ROOM (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, get_title (self));
    break;
  case PROP_CAN_GO_BACK:
    g_value_set_boolean (value, shows_subpage (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_privacy_room_dispose (GObject *object)
{
  AnPrivacyRoom *self = AN_PRIVACY_ROOM (object);

  g_clear_object (&self->model);
  g_clear_object (&self->store);
  self->subpage = NULL;
  G_OBJECT_CLASS (an_privacy_room_parent_class)->dispose (object);
}

static void
an_privacy_room_class_init (AnPrivacyRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = an_privacy_room_get_property;
  object_class->dispose = an_privacy_room_dispose;

  g_object_class_override_property (object_class, PROP_TITLE, "title");
  g_object_class_override_property (object_class, PROP_CAN_GO_BACK, "can-go-back");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/privacy/an-privacy-room.ui");
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyRoom, stack);
  gtk_widget_class_install_action (widget_class, "privacy.open-item", "s", on_open_item_activated);
  gtk_widget_class_install_action (widget_class,
                                   "privacy.open-catalogue",
                                   NULL,
                                   on_open_catalogue_activated);
  gtk_widget_class_install_action (widget_class,
                                   "privacy.open-directory",
                                   NULL,
                                   on_open_directory_activated);
}

static void
an_privacy_room_init (AnPrivacyRoom *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * an_privacy_room_new:
 * @store: ready
 */
GtkWidget *
an_privacy_room_new (AnStore *store)
{
  AnPrivacyRoom *self = g_object_new (AN_TYPE_PRIVACY_ROOM, NULL);

  self->store = g_object_ref (store);
  self->model = an_privacy_model_new (store);
  self->checks = an_privacy_checks_page_new (self->model);
  gtk_stack_add_child (self->stack, self->checks);
  an_privacy_model_start (self->model);
  return GTK_WIDGET (self);
}
