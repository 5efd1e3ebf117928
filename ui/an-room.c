// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The interface of a room; what a room is stands in the header. */

#include "ui/an-room.h"

G_DEFINE_INTERFACE (AnRoom, an_room, GTK_TYPE_WIDGET)

static void
an_room_default_init (AnRoomInterface *iface)
{
  /**
   * AnRoom:title:
   *
   * The name of the page shown, for the header; empty: the room's own name does.
   */
  g_object_interface_install_property (
      iface,
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  /**
   * AnRoom:can-go-back:
   *
   * Whether an_room_go_back() would leave a page.
   */
  g_object_interface_install_property (
      iface,
      g_param_spec_boolean ("can-go-back",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

/**
 * an_room_go_back:
 *
 * Leaves the innermost page.
 *
 * Returns: %FALSE when the room shows its first page
 */
gboolean
an_room_go_back (AnRoom *self)
{
  AnRoomInterface *iface;

  g_return_val_if_fail (AN_IS_ROOM (self), FALSE);
  iface = AN_ROOM_GET_IFACE (self);
  return iface->go_back != NULL && iface->go_back (self);
}

/**
 * an_room_show_page:
 * @name: such as "new" or "sent"
 *
 * Opens a page by name; an unknown name is ignored.
 */
void
an_room_show_page (AnRoom *self, const char *name)
{
  AnRoomInterface *iface;

  g_return_if_fail (AN_IS_ROOM (self));
  g_return_if_fail (name != NULL);
  iface = AN_ROOM_GET_IFACE (self);
  if (iface->show_page != NULL)
    iface->show_page (self, name);
}
