// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Who is at the keyboard: a child with rules sees its own page, which needs no vault; everybody
 * else the parents' room. */

#include "ui/screentime/an-time-room.h"

#include <unistd.h>

#include "ui/screentime/an-family.h"
#include "ui/screentime/an-own-room.h"
#include "ui/screentime/an-screentime-room.h"
#include "ui/widgets/an-store-gate.h"

#define WAITING_AFTER_MS 300

struct _AnTimeRoom {
  AnRoomHolder parent;

  AnStore *store;   /* (owned) */
  AnFamily *family; /* (owned) (nullable) gone when it is the parents' room */
  guint waiting_id; /* source, 0 = none */
};

G_DEFINE_FINAL_TYPE (AnTimeRoom, an_time_room, AN_TYPE_ROOM_HOLDER)

static gboolean
on_waited (gpointer user_data)
{
  AnTimeRoom *self = user_data;
  GtkWidget *spinner = gtk_spinner_new ();

  self->waiting_id = 0;
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, 32, 32);
  adw_bin_set_child (ADW_BIN (self), spinner);
  return G_SOURCE_REMOVE;
}

/* Once it is known. */
static void
on_family_changed (AnTimeRoom *self)
{
  if (an_family_get_state (self->family) == AN_FAMILY_ASKING)
    return;
  g_clear_handle_id (&self->waiting_id, g_source_remove);
  g_signal_handlers_disconnect_by_func (self->family, on_family_changed, self);
  if (getuid () != 0 && an_family_find (self->family, getuid ()) != NULL) {
    an_room_holder_set_room (AN_ROOM_HOLDER (self), an_own_room_new (self->family, getuid ()));
    return;
  }
  g_clear_object (&self->family);
  an_room_holder_set_room (AN_ROOM_HOLDER (self),
                           an_store_gate_new (self->store, TRUE, an_screentime_room_new));
}

static void
an_time_room_dispose (GObject *object)
{
  AnTimeRoom *self = AN_TIME_ROOM (object);

  g_clear_handle_id (&self->waiting_id, g_source_remove);
  g_clear_object (&self->family);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (an_time_room_parent_class)->dispose (object);
}

static void
an_time_room_class_init (AnTimeRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = an_time_room_dispose;
}

static void
an_time_room_init (AnTimeRoom *self)
{
}

/**
 * an_time_room_new:
 * @store: need not be ready
 */
GtkWidget *
an_time_room_new (AnStore *store)
{
  AnTimeRoom *self = g_object_new (AN_TYPE_TIME_ROOM, NULL);
  g_autoptr (AnGuardClient) client = an_guard_client_new ();

  self->store = g_object_ref (store);
  self->family = an_family_new (client);
  self->waiting_id = g_timeout_add (WAITING_AFTER_MS, on_waited, self);
  g_signal_connect_object (self->family,
                           "changed",
                           G_CALLBACK (on_family_changed),
                           self,
                           G_CONNECT_SWAPPED);
  an_family_start (self->family);
  return GTK_WIDGET (self);
}
