// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* “Riêng tư”: the list, and one item of it at a time. */

#include "ui/privacy/an-privacy-room.h"

#include "ui/privacy/an-privacy-checks-page.h"
#include "ui/privacy/an-privacy-item-page.h"

/**
 * AnPrivacyRoom:
 *
 * Pages: `checks`, and the id of an item of the list looked at.
 */
struct _AnPrivacyRoom {
  AdwBin parent;

  AnPrivacyModel *model; /* (owned) */

  GtkStack *stack;
  GtkWidget *checks; /* child of stack */
  GtkWidget *item;   /* (nullable) child of stack */
};

enum { PROP_TITLE = 1, PROP_CAN_GO_BACK };

static void an_privacy_room_room_init (AnRoomInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AnPrivacyRoom,
                               an_privacy_room,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (AN_TYPE_ROOM, an_privacy_room_room_init))

static gboolean
shows_item (AnPrivacyRoom *self)
{
  return self->item != NULL && gtk_stack_get_visible_child (self->stack) == self->item;
}

static void
notify (AnPrivacyRoom *self)
{
  g_object_notify (G_OBJECT (self), "title");
  g_object_notify (G_OBJECT (self), "can-go-back");
}

static void
open_item (AnPrivacyRoom *self, const char *item_id)
{
  const AnChecklist *list = an_privacy_model_get_list (self->model);
  const AnChecklistItem *item = list != NULL ? an_checklist_find_item (list, item_id) : NULL;

  if (item == NULL)
    return;
  if (self->item != NULL)
    gtk_stack_remove (self->stack, self->item);
  self->item = an_privacy_item_page_new (self->model, item);
  gtk_stack_add_child (self->stack, self->item);
  gtk_stack_set_visible_child (self->stack, self->item);
  gtk_widget_child_focus (self->item, GTK_DIR_TAB_FORWARD);
  notify (self);
}

static void
on_open_item_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_item (AN_PRIVACY_ROOM (widget), g_variant_get_string (parameter, NULL));
}

/* AnRoom */

static gboolean
an_privacy_room_go_back (AnRoom *room)
{
  AnPrivacyRoom *self = AN_PRIVACY_ROOM (room);

  if (!shows_item (self))
    return FALSE;
  gtk_stack_set_visible_child (self->stack, self->checks);
  an_privacy_checks_page_focus_item (
      AN_PRIVACY_CHECKS_PAGE (self->checks),
      an_privacy_item_page_get_item_id (AN_PRIVACY_ITEM_PAGE (self->item)));
  notify (self);
  return TRUE;
}

static void
an_privacy_room_show_page (AnRoom *room, const char *name)
{
  AnPrivacyRoom *self = AN_PRIVACY_ROOM (room);

  if (g_str_equal (name, "checks"))
    an_privacy_room_go_back (room);
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
    g_value_set_string (
        value,
        shows_item (self) ? an_checklist_get_title (an_privacy_model_get_list (self->model)) : "");
    break;
  case PROP_CAN_GO_BACK:
    g_value_set_boolean (value, shows_item (self));
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
  self->item = NULL;
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

  self->model = an_privacy_model_new (store);
  self->checks = an_privacy_checks_page_new (self->model);
  gtk_stack_add_child (self->stack, self->checks);
  an_privacy_model_start (self->model);
  return GTK_WIDGET (self);
}
