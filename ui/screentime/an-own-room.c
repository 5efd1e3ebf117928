// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A child's pages: its own, and from there what was recorded of it. */

#include "ui/screentime/an-own-room.h"

#include "base/an-i18n.h"
#include "ui/screentime/an-look-back-page.h"
#include "ui/screentime/an-own-page.h"

#define OWN "own"
#define RECORDS "records"

struct _AnOwnRoom {
  AdwBin parent;

  guint32 uid;
  AnFamily *family; /* (owned) */
  GtkStack *stack;  /* (not owned) */
};

enum { PROP_TITLE = 1, PROP_CAN_GO_BACK };

static void an_own_room_room_init (AnRoomInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AnOwnRoom,
                               an_own_room,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (AN_TYPE_ROOM, an_own_room_room_init))

static gboolean
shows_records (AnOwnRoom *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), RECORDS) == 0;
}

static void
open_page (AnOwnRoom *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  g_object_notify (G_OBJECT (self), "title");
  g_object_notify (G_OBJECT (self), "can-go-back");
}

static void
on_records_wanted (AnOwnRoom *self)
{
  if (gtk_stack_get_child_by_name (self->stack, RECORDS) == NULL)
    gtk_stack_add_named (self->stack,
                         an_look_back_page_new (an_family_get_client (self->family), self->uid, ""),
                         RECORDS);
  open_page (self, RECORDS);
}

static gboolean
an_own_room_go_back (AnRoom *room)
{
  AnOwnRoom *self = AN_OWN_ROOM (room);

  if (!shows_records (self))
    return FALSE;
  open_page (self, OWN);
  return TRUE;
}

static void
an_own_room_show_page (AnRoom *room, const char *name)
{
}

static void
an_own_room_room_init (AnRoomInterface *iface)
{
  iface->go_back = an_own_room_go_back;
  iface->show_page = an_own_room_show_page;
}

static void
an_own_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnOwnRoom *self = AN_OWN_ROOM (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_static_string (value, shows_records (self) ? _ ("What was recorded") : "");
    break;
  case PROP_CAN_GO_BACK:
    g_value_set_boolean (value, shows_records (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_own_room_dispose (GObject *object)
{
  g_clear_object (&AN_OWN_ROOM (object)->family);
  G_OBJECT_CLASS (an_own_room_parent_class)->dispose (object);
}

static void
an_own_room_class_init (AnOwnRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = an_own_room_get_property;
  object_class->dispose = an_own_room_dispose;
  g_object_class_override_property (object_class, PROP_TITLE, "title");
  g_object_class_override_property (object_class, PROP_CAN_GO_BACK, "can-go-back");
}

static void
an_own_room_init (AnOwnRoom *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

/**
 * an_own_room_new:
 * @uid: of the child at the keyboard
 */
GtkWidget *
an_own_room_new (AnFamily *family, guint32 uid)
{
  AnOwnRoom *self = g_object_new (AN_TYPE_OWN_ROOM, NULL);
  GtkWidget *page = an_own_page_new (family, uid);

  self->family = g_object_ref (family);
  self->uid = uid;
  gtk_stack_add_named (self->stack, page, OWN);
  g_signal_connect_object (page,
                           "records-wanted",
                           G_CALLBACK (on_records_wanted),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
