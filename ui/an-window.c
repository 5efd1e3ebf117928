// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The window around the rooms: switcher, back, the way to the emergency page. Knows no room but
 * through AnRoom and the table of rooms. */

#include "ui/an-window.h"

#include "base/an-i18n.h"
#include "ui/an-rooms.h"
#include "ui/an-window-state.h"
#include "ui/help/an-dialogs.h"
#include "ui/help/an-emergency-page.h"
#include "ui/help/an-guide-page.h"
#include "ui/help/an-neutral-page.h"
#include "ui/widgets/an-store-gate.h"

/* From this width on the switcher stands in the header; in pixels at a text scale of 1. */
#define WIDE_FROM 551
/* The narrow window fits a phone. */
#define NARROW_WIDTH 360

/**
 * AnWindow:
 *
 * Header, rooms, bottom bar. Above the rooms lie two pages that need nothing: the emergency page
 * and the guide. Rooms are made when they are first shown.
 */
struct _AnWindow {
  AdwApplicationWindow parent;

  AnStore *store; /* (owned) */
  gboolean is_narrow;
  guint narrow_idle; /* source, 0 = none */

  AdwHeaderBar *header;
  AdwViewSwitcherTitle *switcher_title;
  AdwViewSwitcherBar *switcher_bar;
  AdwToastOverlay *toasts;
  GtkStack *layers;
  AdwViewStack *rooms;
  GtkWidget *back_button;
  GtkWidget *emergency_button;
};

G_DEFINE_FINAL_TYPE (AnWindow, an_window, ADW_TYPE_APPLICATION_WINDOW)

static const char *
get_layer (AnWindow *self)
{
  return gtk_stack_get_visible_child_name (self->layers);
}

static gboolean
shows_rooms (AnWindow *self)
{
  return g_strcmp0 (get_layer (self), "rooms") == 0;
}

/* (nullable) (transfer none) */
static AnRoom *
get_room (AnWindow *self)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->rooms);

  return child != NULL ? AN_ROOM (child) : NULL;
}

static const char *
get_layer_title (AnWindow *self)
{
  const char *layer = get_layer (self);

  if (g_str_equal (layer, "guide"))
    return _ ("Help");
  return g_str_equal (layer, "neutral") ? _ ("Calendar") : _ ("Help now");
}

static void
update_header (AnWindow *self)
{
  g_autofree char *room_title = NULL;
  gboolean can_go_back = !shows_rooms (self);
  AnRoom *room = get_room (self);
  const char *title;

  if (room != NULL && !can_go_back)
    g_object_get (room, "title", &room_title, "can-go-back", &can_go_back, NULL);
  if (!shows_rooms (self))
    title = get_layer_title (self);
  else if (room_title != NULL && *room_title != '\0')
    title = room_title;
  else
    title = "An Nhi";

  adw_view_switcher_title_set_title (self->switcher_title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_view_switcher_title_set_view_switcher_enabled (self->switcher_title,
                                                     shows_rooms (self) && !self->is_narrow);
  adw_view_switcher_bar_set_reveal (
      self->switcher_bar,
      shows_rooms (self) && adw_view_switcher_title_get_title_visible (self->switcher_title));
  gtk_widget_set_visible (self->back_button, can_go_back);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", can_go_back);
}

/* Window buttons other than “close” have no place at phone width. */
static char *
get_narrow_decoration (AnWindow *self)
{
  g_autofree char *layout = NULL;
  const char *colon;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-decoration-layout",
                &layout,
                NULL);
  colon = layout != NULL ? strchr (layout, ':') : NULL;
  if (colon != NULL && g_strstr_len (layout, colon - layout, "close") != NULL)
    return g_strdup ("close:");
  return g_strdup (strstr (layout != NULL ? layout : "", "close") != NULL ? ":close" : ":");
}

static void
apply_width (AnWindow *self)
{
  g_autofree char *narrow = get_narrow_decoration (self);

  adw_header_bar_set_decoration_layout (self->header, self->is_narrow ? narrow : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher_title), !self->is_narrow);
  if (self->is_narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  update_header (self);
}

static gboolean
on_width_changed (gpointer user_data)
{
  AnWindow *self = user_data;

  self->narrow_idle = 0;
  apply_width (self);
  return G_SOURCE_REMOVE;
}

static int
get_wide_from (AnWindow *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? MAX (WIDE_FROM, WIDE_FROM * dpi / (96 * 1024)) : WIDE_FROM;
}

/* A wide window may be made narrow at once: what is too wide now will not be then. */
static void
an_window_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  GTK_WIDGET_CLASS (an_window_parent_class)
      ->measure (widget,
                 orientation,
                 for_size,
                 minimum,
                 natural,
                 minimum_baseline,
                 natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !AN_WINDOW (widget)->is_narrow)
    *minimum = MIN (*minimum, NARROW_WIDTH);
}

static void
an_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnWindow *self = AN_WINDOW (widget);
  gboolean is_narrow = width < get_wide_from (self);

  GTK_WIDGET_CLASS (an_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (is_narrow == self->is_narrow)
    return;
  /* What a size changes cannot be changed while sizes are given out. */
  self->is_narrow = is_narrow;
  if (self->narrow_idle == 0)
    self->narrow_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_width_changed, self, NULL);
}

static void
show_layer (AnWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->layers, name);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->layers), GTK_DIR_TAB_FORWARD);
}

static void
show_emergency (AnWindow *self)
{
  if (gtk_stack_get_child_by_name (self->layers, "emergency") == NULL)
    gtk_stack_add_named (self->layers, an_emergency_page_new (), "emergency");
  show_layer (self, "emergency");
}

static void
on_help_now_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_emergency (AN_WINDOW (widget));
}

/* F1 opens the guide, F1 in the guide the emergency page. */
static void
on_help_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnWindow *self = AN_WINDOW (widget);

  if (g_strcmp0 (get_layer (self), "guide") == 0) {
    show_emergency (self);
    return;
  }
  if (g_strcmp0 (get_layer (self), "emergency") == 0)
    return;
  if (gtk_stack_get_child_by_name (self->layers, "guide") == NULL)
    gtk_stack_add_named (self->layers, an_guide_page_new (), "guide");
  show_layer (self, "guide");
}

static void
on_back_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnWindow *self = AN_WINDOW (widget);

  if (!shows_rooms (self))
    show_layer (self, "rooms");
  else if (get_room (self) != NULL)
    an_room_go_back (get_room (self));
}

/* The quick exit: away with the window, and nothing to be seen where that is refused. Neither who
 * goes back from there, nor the next start, finds the room that was left. */
static void
on_hide_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnWindow *self = AN_WINDOW (widget);

  if (gtk_stack_get_child_by_name (self->layers, "neutral") == NULL)
    gtk_stack_add_named (self->layers, an_neutral_page_new (), "neutral");
  adw_view_stack_set_visible_child_name (self->rooms, an_rooms[0].name);
  show_layer (self, "neutral");
  gtk_window_minimize (GTK_WINDOW (self));
}

static void
on_report_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnWindow *self = AN_WINDOW (widget);

  an_window_show_page (self, "report");
  if (get_room (self) != NULL)
    an_room_show_page (get_room (self), "new");
}

static void
on_shortcuts_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  an_dialogs_show_shortcuts (GTK_WINDOW (widget));
}

static void
on_about_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  an_dialogs_show_about (GTK_WINDOW (widget));
}

static void
on_toast_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnWindow *self = AN_WINDOW (widget);

  adw_toast_overlay_add_toast (self->toasts,
                               adw_toast_new (g_variant_get_string (parameter, NULL)));
}

static void
add_rooms (AnWindow *self)
{
  for (const AnRoomEntry *entry = an_rooms; entry->name != NULL; entry++) {
    GtkWidget *gate = an_store_gate_new (self->store, entry->needs_store, entry->create);

    adw_view_stack_add_titled_with_icon (self->rooms,
                                         gate,
                                         entry->name,
                                         _ (entry->title), entry->icon_name);
    g_signal_connect_swapped (gate, "notify::title", G_CALLBACK (update_header), self);
    g_signal_connect_swapped (gate, "notify::can-go-back", G_CALLBACK (update_header), self);
  }
}

static void
on_first_frame (GdkFrameClock *clock, gpointer user_data)
{
  AnWindow *self = user_data;

  g_signal_handlers_disconnect_by_func (clock, on_first_frame, self);
  an_store_open (self->store);
}

/* The store opens after something is to be seen. */
static void
an_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (an_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_widget_get_frame_clock (widget),
                           "after-paint",
                           G_CALLBACK (on_first_frame),
                           widget,
                           0);
}

static gboolean
an_window_close_request (GtkWindow *window)
{
  AnWindow *self = AN_WINDOW (window);
  const AnWindowState state = {
    .room = (char *) adw_view_stack_get_visible_child_name (self->rooms),
    .width = gtk_widget_get_width (GTK_WIDGET (self)),
    .height = gtk_widget_get_height (GTK_WIDGET (self)),
  };

  an_window_state_save (&state);
  return GTK_WINDOW_CLASS (an_window_parent_class)->close_request (window);
}

static void
restore_state (AnWindow *self)
{
  g_auto (AnWindowState) state = { 0 };

  an_window_state_load (&state);
  if (state.width > 0 && state.height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), state.width, state.height);
  self->is_narrow = state.width > 0 && state.width < get_wide_from (self);
  if (state.room != NULL && adw_view_stack_get_child_by_name (self->rooms, state.room) != NULL)
    adw_view_stack_set_visible_child_name (self->rooms, state.room);
}

static void
an_window_dispose (GObject *object)
{
  AnWindow *self = AN_WINDOW (object);

  g_clear_handle_id (&self->narrow_idle, g_source_remove);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (an_window_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_KP_Left,
                                       GDK_ALT_MASK,
                                       "win.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Back, 0, "win.back", NULL);
}

static void
an_window_class_init (AnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_window_dispose;
  widget_class->measure = an_window_measure;
  widget_class->size_allocate = an_window_size_allocate;
  widget_class->realize = an_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = an_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/vn/annhi/AnNhi/ui/an-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AnWindow, header);
  gtk_widget_class_bind_template_child (widget_class, AnWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, AnWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, AnWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AnWindow, layers);
  gtk_widget_class_bind_template_child (widget_class, AnWindow, rooms);
  gtk_widget_class_bind_template_child (widget_class, AnWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, AnWindow, emergency_button);
  gtk_widget_class_bind_template_callback (widget_class, update_header);

  gtk_widget_class_install_action (widget_class, "win.help-now", NULL, on_help_now_activated);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, on_help_activated);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back_activated);
  gtk_widget_class_install_action (widget_class, "win.hide", NULL, on_hide_activated);
  gtk_widget_class_install_action (widget_class, "win.report", NULL, on_report_activated);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, on_shortcuts_activated);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, on_about_activated);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", on_toast_activated);
  add_keys (widget_class);
}

static void
an_window_init (AnWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * an_window_new:
 * @store: opened by the window after its first frame
 *
 * Returns: (transfer none): the window, owned by the list of windows
 */
AnWindow *
an_window_new (AdwApplication *application, AnStore *store)
{
  AnWindow *self = g_object_new (AN_TYPE_WINDOW, "application", application, NULL);

  self->store = g_object_ref (store);
  add_rooms (self);
  restore_state (self);
  apply_width (self);
  return self;
}

/**
 * an_window_show_page:
 * @page: the name of a room, or "help" for the emergency page
 */
void
an_window_show_page (AnWindow *self, const char *page)
{
  g_return_if_fail (AN_IS_WINDOW (self));

  if (g_str_equal (page, "help")) {
    show_emergency (self);
    return;
  }
  if (adw_view_stack_get_child_by_name (self->rooms, page) == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->rooms, page);
  if (!shows_rooms (self))
    show_layer (self, "rooms");
}
