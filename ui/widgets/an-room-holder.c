// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/an-room-holder.h"

/**
 * AnRoomHolder:
 *
 * An AnRoom that gets the real one later and passes everything on to it. Until then its child is
 * whatever the subclass shows.
 */
typedef struct {
  AnRoom *room;      /* (not owned) (nullable) the child, once there is one */
  char *wanted_page; /* (owned) (nullable) asked for before that */
} AnRoomHolderPrivate;

enum { PROP_TITLE = 1, PROP_CAN_GO_BACK };

static void an_room_holder_room_init (AnRoomInterface *iface);

G_DEFINE_TYPE_WITH_CODE (AnRoomHolder,
                         an_room_holder,
                         ADW_TYPE_BIN,
                         G_ADD_PRIVATE (AnRoomHolder)
                             G_IMPLEMENT_INTERFACE (AN_TYPE_ROOM, an_room_holder_room_init))

static void
on_title_changed (AnRoomHolder *self)
{
  g_object_notify (G_OBJECT (self), "title");
}

static void
on_can_go_back_changed (AnRoomHolder *self)
{
  g_object_notify (G_OBJECT (self), "can-go-back");
}

static gboolean
an_room_holder_go_back (AnRoom *room)
{
  AnRoomHolderPrivate *priv = an_room_holder_get_instance_private (AN_ROOM_HOLDER (room));

  return priv->room != NULL && an_room_go_back (priv->room);
}

static void
an_room_holder_show_page (AnRoom *room, const char *name)
{
  AnRoomHolderPrivate *priv = an_room_holder_get_instance_private (AN_ROOM_HOLDER (room));

  if (priv->room != NULL) {
    an_room_show_page (priv->room, name);
    return;
  }
  g_free (priv->wanted_page);
  priv->wanted_page = g_strdup (name);
}

static void
an_room_holder_room_init (AnRoomInterface *iface)
{
  iface->go_back = an_room_holder_go_back;
  iface->show_page = an_room_holder_show_page;
}

static void
an_room_holder_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnRoomHolderPrivate *priv = an_room_holder_get_instance_private (AN_ROOM_HOLDER (object));

  switch (id) {
  case PROP_TITLE:
  case PROP_CAN_GO_BACK:
    if (priv->room != NULL)
      g_object_get_property (G_OBJECT (priv->room), spec->name, value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_room_holder_dispose (GObject *object)
{
  AnRoomHolderPrivate *priv = an_room_holder_get_instance_private (AN_ROOM_HOLDER (object));

  priv->room = NULL;
  g_clear_pointer (&priv->wanted_page, g_free);
  G_OBJECT_CLASS (an_room_holder_parent_class)->dispose (object);
}

static void
an_room_holder_class_init (AnRoomHolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = an_room_holder_get_property;
  object_class->dispose = an_room_holder_dispose;
  g_object_class_override_property (object_class, PROP_TITLE, "title");
  g_object_class_override_property (object_class, PROP_CAN_GO_BACK, "can-go-back");
}

static void
an_room_holder_init (AnRoomHolder *self)
{
}

/**
 * an_room_holder_set_room:
 * @room: (transfer floating): an AnRoom
 *
 * Shows @room instead of the child there was, on the page that was asked for meanwhile. Once only.
 */
void
an_room_holder_set_room (AnRoomHolder *self, GtkWidget *room)
{
  AnRoomHolderPrivate *priv = an_room_holder_get_instance_private (self);
  g_autofree char *page = g_steal_pointer (&priv->wanted_page);

  g_return_if_fail (priv->room == NULL);

  priv->room = AN_ROOM (room);
  adw_bin_set_child (ADW_BIN (self), room);
  g_signal_connect_swapped (room, "notify::title", G_CALLBACK (on_title_changed), self);
  g_signal_connect_swapped (room, "notify::can-go-back", G_CALLBACK (on_can_go_back_changed), self);
  on_title_changed (self);
  on_can_go_back_changed (self);
  if (page != NULL)
    an_room_show_page (priv->room, page);
}

gboolean
an_room_holder_has_room (AnRoomHolder *self)
{
  AnRoomHolderPrivate *priv = an_room_holder_get_instance_private (self);

  return priv->room != NULL;
}
