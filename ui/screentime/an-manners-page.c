// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Edits what the guard alone obeys. */

#include "ui/screentime/an-manners-page.h"

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "ui/screentime/an-rules-text.h"

#define MAX_WARNING_MINUTES 1440

struct _AnMannersPage {
  AdwBin parent;

  AnRulesDraft *draft; /* (owned) (nullable) */
  gulong changed_id;
  gboolean is_loading; /* while the draft fills the fields */
  gboolean is_writing; /* while the fields fill the draft */

  GtkSwitch *break_switch;
  GtkWidget *after_row;
  GtkSpinButton *after;
  GtkWidget *rest_row;
  GtkSpinButton *rest;
  GtkWidget *enforced_row;
  GtkSwitch *enforced_switch;
  GtkEditable *warn_row;
  GtkWidget *warn_problem;
  AdwComboRow *end_row;
  AdwActionRow *grace_row;
  GtkSpinButton *grace;
  AdwActionRow *most_row;
  GtkSpinButton *most;
  GtkSpinButton *times;
  AdwActionRow *codes_row;
  GtkSpinButton *codes;
  GtkSwitch *idle_switch;
  AdwActionRow *idle_row;
  GtkSpinButton *idle;
  GtkWidget *undo;
};

G_DEFINE_FINAL_TYPE (AnMannersPage, an_manners_page, ADW_TYPE_BIN)

static int
get_value (GtkSpinButton *spin)
{
  return gtk_spin_button_get_value_as_int (spin);
}

/* To the draft */

static void
replace (AnMannersPage *self, const char *member, JsonNode *value)
{
  g_autoptr (GError) error = NULL;

  if (!an_rules_draft_replace (self->draft, member, value, &error))
    g_warning ("%s: %s", member, error->message); /* the fields take nothing that is wrong */
}

static void
add_int (JsonBuilder *builder, const char *name, int value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
write_break (AnMannersPage *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) value = NULL;

  if (!gtk_switch_get_active (self->break_switch)) {
    replace (self, "break", NULL);
    return;
  }
  json_builder_begin_object (builder);
  add_int (builder, "after_minutes", get_value (self->after));
  add_int (builder, "rest_minutes", get_value (self->rest));
  json_builder_set_member_name (builder, "enforced");
  json_builder_add_boolean_value (builder, gtk_switch_get_active (self->enforced_switch));
  json_builder_end_object (builder);
  value = json_builder_get_root (builder);
  replace (self, "break", value);
}

/* (transfer full) (nullable): an array of numbers; %NULL when the text is not one */
static JsonNode *
read_warnings (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *node;

  for (guint i = 0; parts[i] != NULL; i++) {
    const char *part = g_strstrip (parts[i]);
    guint64 minutes;

    if (*part == '\0' && g_strv_length (parts) == 1)
      break; /* no warning at all */
    if (!g_ascii_string_to_unsigned (part, 10, 1, MAX_WARNING_MINUTES, &minutes, NULL))
      return NULL;
    json_array_add_int_element (array, (gint64) minutes);
  }
  if (json_array_get_length (array) > AN_POLICY_MAX_WARNINGS)
    return NULL;
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, array);
  return node;
}

static void
write_warnings (AnMannersPage *self)
{
  g_autoptr (JsonNode) value = read_warnings (gtk_editable_get_text (self->warn_row));

  if (value != NULL)
    replace (self, "warn_minutes", value);
}

static void
write_end (AnMannersPage *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) value = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "action");
  json_builder_add_string_value (
      builder,
      adw_combo_row_get_selected (self->end_row) == AN_AT_END_LOGOUT ? "logout" : "lock");
  add_int (builder, "grace_seconds", get_value (self->grace));
  json_builder_end_object (builder);
  value = json_builder_get_root (builder);
  replace (self, "at_end", value);
}

static void
write_requests (AnMannersPage *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) value = NULL;

  json_builder_begin_object (builder);
  add_int (builder, "max_minutes", get_value (self->most));
  add_int (builder, "per_day", get_value (self->times));
  json_builder_end_object (builder);
  value = json_builder_get_root (builder);
  replace (self, "requests", value);
}

static void
write_codes (AnMannersPage *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) value = NULL;

  json_builder_begin_object (builder);
  add_int (builder, "max_minutes", get_value (self->codes));
  json_builder_end_object (builder);
  value = json_builder_get_root (builder);
  replace (self, "codes", value);
}

static void
write_idle (AnMannersPage *self)
{
  g_autoptr (JsonNode) counts = json_node_new (JSON_NODE_VALUE);
  g_autoptr (JsonNode) after = json_node_new (JSON_NODE_VALUE);

  json_node_set_boolean (counts, gtk_switch_get_active (self->idle_switch));
  json_node_set_int (after, get_value (self->idle));
  replace (self, "count_idle", counts);
  replace (self, "idle_after_seconds", after);
}

/* Showing */

static void
show_state (AnMannersPage *self)
{
  g_autoptr (JsonNode) warnings = read_warnings (gtk_editable_get_text (self->warn_row));
  g_autofree char *grace = an_time_format_duration (get_value (self->grace));
  g_autofree char *most = an_rules_text_minutes (get_value (self->most));
  g_autofree char *codes = an_rules_text_minutes (get_value (self->codes));
  g_autofree char *idle = an_time_format_duration (get_value (self->idle));
  gboolean has_break = gtk_switch_get_active (self->break_switch);

  gtk_widget_set_visible (self->after_row, has_break);
  gtk_widget_set_visible (self->rest_row, has_break);
  gtk_widget_set_visible (self->enforced_row, has_break);
  gtk_widget_set_visible (self->warn_problem, warnings == NULL);
  if (warnings == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->warn_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->warn_row), "error");
  adw_action_row_set_subtitle (self->grace_row, grace);
  adw_action_row_set_subtitle (self->most_row, most);
  adw_action_row_set_subtitle (self->codes_row, codes);
  adw_action_row_set_subtitle (self->idle_row, idle);
  gtk_widget_set_visible (GTK_WIDGET (self->idle_row), !gtk_switch_get_active (self->idle_switch));
  gtk_widget_set_sensitive (self->undo, an_rules_draft_can_undo (self->draft));
}

static void
fill_warnings (AnMannersPage *self, const AnPolicyGuard *guard)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < guard->n_warn_minutes; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? ", " : "", guard->warn_minutes[i]);
  gtk_editable_set_text (self->warn_row, text->str);
}

static void
on_draft_changed (AnMannersPage *self)
{
  const AnPolicyGuard *guard = an_policy_get_guard (an_rules_draft_get_rest (self->draft));

  if (self->is_writing)
    return;
  self->is_loading = TRUE;
  gtk_switch_set_active (self->break_switch, guard->has_break);
  if (guard->has_break) {
    gtk_spin_button_set_value (self->after, guard->break_after_minutes);
    gtk_spin_button_set_value (self->rest, guard->break_rest_minutes);
    gtk_switch_set_active (self->enforced_switch, guard->break_enforced);
  }
  fill_warnings (self, guard);
  adw_combo_row_set_selected (self->end_row, guard->at_end);
  gtk_spin_button_set_value (self->grace, guard->grace_seconds);
  gtk_spin_button_set_value (self->most, guard->requests_max_minutes);
  gtk_spin_button_set_value (self->times, guard->requests_per_day);
  gtk_spin_button_set_value (self->codes, guard->codes_max_minutes);
  gtk_switch_set_active (self->idle_switch, guard->count_idle);
  gtk_spin_button_set_value (self->idle, guard->idle_after_seconds);
  self->is_loading = FALSE;
  show_state (self);
}

static void
on_edited (AnMannersPage *self, gpointer changed)
{
  if (self->draft == NULL || self->is_loading)
    return;
  self->is_writing = TRUE;
  write_break (self);
  write_warnings (self);
  write_end (self);
  write_requests (self);
  write_codes (self);
  write_idle (self);
  self->is_writing = FALSE;
  show_state (self);
}

static gboolean
on_undo_key (GtkWidget *widget, GVariant *nothing, gpointer user_data)
{
  AnMannersPage *self = AN_MANNERS_PAGE (widget);

  if (self->draft == NULL || !an_rules_draft_can_undo (self->draft))
    return FALSE;
  an_rules_draft_undo (self->draft);
  return TRUE;
}

static void
on_undo_clicked (AnMannersPage *self)
{
  an_rules_draft_undo (self->draft);
}

/* Class */

static void
forget_draft (AnMannersPage *self)
{
  if (self->draft != NULL)
    g_clear_signal_handler (&self->changed_id, self->draft);
  g_clear_object (&self->draft);
}

static void
an_manners_page_dispose (GObject *object)
{
  forget_draft (AN_MANNERS_PAGE (object));
  G_OBJECT_CLASS (an_manners_page_parent_class)->dispose (object);
}

static void
an_manners_page_class_init (AnMannersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_manners_page_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, on_undo_key, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-manners-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, break_switch);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, after_row);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, after);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, rest_row);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, rest);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, enforced_row);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, enforced_switch);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, warn_row);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, warn_problem);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, end_row);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, grace_row);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, grace);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, most_row);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, most);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, times);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, codes_row);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, codes);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, idle_switch);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, idle_row);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, idle);
  gtk_widget_class_bind_template_child (widget_class, AnMannersPage, undo);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked);
}

static void
an_manners_page_init (AnMannersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_value (self->after, 30);
  gtk_spin_button_set_value (self->rest, 5);
}

/* Public */

GtkWidget *
an_manners_page_new (void)
{
  return g_object_new (AN_TYPE_MANNERS_PAGE, NULL);
}

/* Fills the fields from @draft and edits it from now on. */
void
an_manners_page_edit (AnMannersPage *self, AnRulesDraft *draft)
{
  forget_draft (self);
  self->draft = g_object_ref (draft);
  self->changed_id =
      g_signal_connect_swapped (draft, "changed", G_CALLBACK (on_draft_changed), self);
  on_draft_changed (self);
}
