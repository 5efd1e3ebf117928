// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Who is at the keyboard: a child with rules sees its own page, which needs no vault; everybody
 * else the parents' room. */

#include "ui/screentime/an-time-room.h"

#include <unistd.h>

#include "base/an-i18n.h"
#include "ui/screentime/an-family.h"
#include "ui/screentime/an-own-page.h"
#include "ui/screentime/an-screentime-room.h"
#include "ui/widgets/an-store-gate.h"

#define WAITING_AFTER_MS 300

struct _AnTimeRoom {
  AdwBin parent;

  AnStore *store;    /* (owned) */
  AnFamily *family;  /* (owned) (nullable) gone when it is the parents' room */
  char *wanted_page; /* (owned) (nullable) */
  guint waiting_id;  /* source, 0 = none */

  AnRoom *content; /* (not owned) (nullable) the parents' room */
};

enum { PROP_TITLE = 1, PROP_CAN_GO_BACK };

static void an_time_room_room_init (AnRoomInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AnTimeRoom,
                               an_time_room,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (AN_TYPE_ROOM, an_time_room_room_init))

static void
on_content_title_changed (AnTimeRoom *self)
{
  g_object_notify (G_OBJECT (self), "title");
}

static void
on_content_can_go_back_changed (AnTimeRoom *self)
{
  g_object_notify (G_OBJECT (self), "can-go-back");
}

static void
show_parents_room (AnTimeRoom *self)
{
  GtkWidget *content = an_store_gate_new (self->store, TRUE, an_screentime_room_new);

  self->content = AN_ROOM (content);
  adw_bin_set_child (ADW_BIN (self), content);
  g_signal_connect_swapped (content, "notify::title", G_CALLBACK (on_content_title_changed), self);
  g_signal_connect_swapped (content,
                            "notify::can-go-back",
                            G_CALLBACK (on_content_can_go_back_changed),
                            self);
  if (self->wanted_page != NULL)
    an_room_show_page (self->content, self->wanted_page);
}

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
    adw_bin_set_child (ADW_BIN (self), an_own_page_new (self->family, getuid ()));
    return;
  }
  g_clear_object (&self->family);
  show_parents_room (self);
}

/* Room */

static gboolean
an_time_room_go_back (AnRoom *room)
{
  AnTimeRoom *self = AN_TIME_ROOM (room);

  return self->content != NULL && an_room_go_back (self->content);
}

static void
an_time_room_show_page (AnRoom *room, const char *name)
{
  AnTimeRoom *self = AN_TIME_ROOM (room);

  if (self->content != NULL) {
    an_room_show_page (self->content, name);
    return;
  }
  g_free (self->wanted_page);
  self->wanted_page = g_strdup (name);
}

static void
an_time_room_room_init (AnRoomInterface *iface)
{
  iface->go_back = an_time_room_go_back;
  iface->show_page = an_time_room_show_page;
}

static void
an_time_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnTimeRoom *self = AN_TIME_ROOM (object);

  switch (id) {
  case PROP_TITLE:
    if (self->content != NULL)
      g_object_get_property (G_OBJECT (self->content), "title", value);
    else
      g_value_set_static_string (value, "");
    break;
  case PROP_CAN_GO_BACK:
    if (self->content != NULL)
      g_object_get_property (G_OBJECT (self->content), "can-go-back", value);
    else
      g_value_set_boolean (value, FALSE);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_time_room_dispose (GObject *object)
{
  AnTimeRoom *self = AN_TIME_ROOM (object);

  g_clear_handle_id (&self->waiting_id, g_source_remove);
  self->content = NULL;
  g_clear_object (&self->family);
  g_clear_object (&self->store);
  g_clear_pointer (&self->wanted_page, g_free);
  G_OBJECT_CLASS (an_time_room_parent_class)->dispose (object);
}

static void
an_time_room_class_init (AnTimeRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = an_time_room_get_property;
  object_class->dispose = an_time_room_dispose;
  g_object_class_override_property (object_class, PROP_TITLE, "title");
  g_object_class_override_property (object_class, PROP_CAN_GO_BACK, "can-go-back");
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
