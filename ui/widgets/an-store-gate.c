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
  AnRoomHolder parent;

  AnStore *store; /* (owned) */
  gboolean needs_store;
  AnStoreGateCreate create;
  guint content_idle; /* source, 0 = none */
  guint page_timeout; /* source, 0 = none */

  AnStorePage *page; /* (not owned) (nullable) the child until there is a room */
};

G_DEFINE_FINAL_TYPE (AnStoreGate, an_store_gate, AN_TYPE_ROOM_HOLDER)

static gboolean
on_content_wanted (gpointer user_data)
{
  AnStoreGate *self = user_data;

  self->content_idle = 0;
  if (self->page != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  self->page = NULL;
  an_room_holder_set_room (AN_ROOM_HOLDER (self), self->create (self->store));
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
  if (an_room_holder_has_room (AN_ROOM_HOLDER (self)) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
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

static void
an_store_gate_dispose (GObject *object)
{
  AnStoreGate *self = AN_STORE_GATE (object);

  g_clear_handle_id (&self->content_idle, g_source_remove);
  g_clear_handle_id (&self->page_timeout, g_source_remove);
  g_clear_object (&self->store);
  self->page = NULL;
  G_OBJECT_CLASS (an_store_gate_parent_class)->dispose (object);
}

static void
an_store_gate_class_init (AnStoreGateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_store_gate_dispose;
  widget_class->map = an_store_gate_map;
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
