// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Stands before a room until the store is open, and is the room from then on. What is to be seen
 * until then is AnStorePage's. */

#include "ui/widgets/an-store-gate.h"

#include "ui/widgets/an-store-page.h"

/* Less than this is not felt as waiting. */
#define WAITING_AFTER_MS 300

/**
 * AnStoreGate:
 *
 * An AnRoom that makes the real one when it is first shown and the store is ready (or not needed),
 * and passes everything on to it. Until then it is next to nothing, so that a window with many
 * gates starts fast.
 */
struct _AnStoreGate {
  AdwBin parent;

  AnStore *store; /* (owned) */
  gboolean needs_store;
  AnStoreGateCreate create;
  char *wanted_page;  /* (owned) (nullable) asked for before there was a room */
  guint content_idle; /* source, 0 = none */
  guint page_timeout; /* source, 0 = none */

  AnStorePage *page; /* (not owned) (nullable) the child until there is a room */
  AnRoom *content;   /* (not owned) (nullable) the child from then on */
};

enum { PROP_TITLE = 1, PROP_CAN_GO_BACK };

static void an_store_gate_room_init (AnRoomInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AnStoreGate,
                               an_store_gate,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (AN_TYPE_ROOM, an_store_gate_room_init))

static void
on_content_title_changed (AnStoreGate *self)
{
  g_object_notify (G_OBJECT (self), "title");
}

static void
on_content_can_go_back_changed (AnStoreGate *self)
{
  g_object_notify (G_OBJECT (self), "can-go-back");
}

static gboolean
on_content_wanted (gpointer user_data)
{
  AnStoreGate *self = user_data;
  GtkWidget *content = self->create (self->store);

  self->content_idle = 0;
  self->content = AN_ROOM (content);
  if (self->page != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  self->page = NULL;
  adw_bin_set_child (ADW_BIN (self), content);
  g_signal_connect_swapped (content, "notify::title", G_CALLBACK (on_content_title_changed), self);
  g_signal_connect_swapped (content,
                            "notify::can-go-back",
                            G_CALLBACK (on_content_can_go_back_changed),
                            self);
  on_content_title_changed (self);
  on_content_can_go_back_changed (self);
  if (self->wanted_page != NULL)
    an_room_show_page (self->content, self->wanted_page);
  g_clear_pointer (&self->wanted_page, g_free);
  return G_SOURCE_REMOVE;
}

static void
show_page (AnStoreGate *self)
{
  g_clear_handle_id (&self->page_timeout, g_source_remove);
  if (self->page == NULL) {
    self->page = AN_STORE_PAGE (an_store_page_new (self->store));
    adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
  }
  an_store_page_update (self->page);
}

static gboolean
on_page_wanted (gpointer user_data)
{
  AnStoreGate *self = user_data;

  self->page_timeout = 0;
  show_page (self);
  return G_SOURCE_REMOVE;
}

static void
update (AnStoreGate *self)
{
  if (self->content != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (!self->needs_store || an_store_get_state (self->store) == AN_STORE_READY) {
    g_clear_handle_id (&self->page_timeout, g_source_remove);
    if (self->content_idle == 0)
      self->content_idle = g_idle_add (on_content_wanted, self);
    return;
  }
  if (self->page == NULL && an_store_get_state (self->store) == AN_STORE_OPENING) {
    if (self->page_timeout == 0)
      self->page_timeout = g_timeout_add (WAITING_AFTER_MS, on_page_wanted, self);
    return;
  }
  show_page (self);
}

static void
an_store_gate_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (an_store_gate_parent_class)->map (widget);
  update (AN_STORE_GATE (widget));
}

static gboolean
an_store_gate_go_back (AnRoom *room)
{
  AnStoreGate *self = AN_STORE_GATE (room);

  return self->content != NULL && an_room_go_back (self->content);
}

static void
an_store_gate_show_page (AnRoom *room, const char *name)
{
  AnStoreGate *self = AN_STORE_GATE (room);

  if (self->content != NULL) {
    an_room_show_page (self->content, name);
    return;
  }
  g_free (self->wanted_page);
  self->wanted_page = g_strdup (name);
}

static void
an_store_gate_room_init (AnRoomInterface *iface)
{
  iface->go_back = an_store_gate_go_back;
  iface->show_page = an_store_gate_show_page;
}

static void
an_store_gate_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnStoreGate *self = AN_STORE_GATE (object);

  switch (id) {
  case PROP_TITLE:
    if (self->content != NULL)
      g_object_get_property (G_OBJECT (self->content), "title", value);
    break;
  case PROP_CAN_GO_BACK:
    if (self->content != NULL)
      g_object_get_property (G_OBJECT (self->content), "can-go-back", value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_store_gate_dispose (GObject *object)
{
  AnStoreGate *self = AN_STORE_GATE (object);

  g_clear_handle_id (&self->content_idle, g_source_remove);
  g_clear_handle_id (&self->page_timeout, g_source_remove);
  g_clear_pointer (&self->wanted_page, g_free);
  g_clear_object (&self->store);
  self->page = NULL;
  self->content = NULL;
  G_OBJECT_CLASS (an_store_gate_parent_class)->dispose (object);
}

static void
an_store_gate_class_init (AnStoreGateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = an_store_gate_get_property;
  G_OBJECT_CLASS (klass)->dispose = an_store_gate_dispose;
  widget_class->map = an_store_gate_map;

  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_TITLE, "title");
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_CAN_GO_BACK, "can-go-back");
}

static void
an_store_gate_init (AnStoreGate *self)
{
}

/**
 * an_store_gate_new:
 * @store: the store the room lives on
 * @needs_store: whether @create may only be called with a store that is ready
 * @create: makes the room
 */
GtkWidget *
an_store_gate_new (AnStore *store, gboolean needs_store, AnStoreGateCreate create)
{
  AnStoreGate *self = g_object_new (AN_TYPE_STORE_GATE, NULL);

  self->store = g_object_ref (store);
  self->needs_store = needs_store;
  self->create = create;
  g_signal_connect_object (store, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
