// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The children whose rules are kept on this PC. */

#include "ui/screentime/an-children-page.h"

#include "base/an-i18n.h"
#include "ui/screentime/an-rules-text.h"

/**
 * AnChildrenPage:
 *
 * Emits `chosen (index)` and `add-wanted`.
 */
struct _AnChildrenPage {
  AdwBin parent;

  GPtrArray *rows; /* (owned) of GtkWidget, not owned */
  GtkStack *stack;
  AdwPreferencesGroup *list;
  GtkLabel *detail;
};

enum { SIGNAL_CHOSEN, SIGNAL_ADD_WANTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnChildrenPage, an_children_page, ADW_TYPE_BIN)

static void
on_add_clicked (AnChildrenPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ADD_WANTED], 0);
}

static void
on_row_activated (AnChildrenPage *self, GtkWidget *row)
{
  guint index;

  if (g_ptr_array_find (self->rows, row, &index))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, index);
}

static void
add_row (AnChildrenPage *self, AnRulesDraft *draft, int year)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = an_children_page_name_with_age (draft, year);
  g_autofree char *week = an_rules_text_week (draft);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row),
      an_rules_draft_is_enabled (draft) ? week : _ ("The rules are switched off"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE,
                                           "icon-name",
                                           "go-next-symbolic",
                                           "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (on_row_activated), self);
  adw_preferences_group_add (self->list, row);
  g_ptr_array_add (self->rows, row);
}

static void
an_children_page_finalize (GObject *object)
{
  g_ptr_array_unref (AN_CHILDREN_PAGE (object)->rows);
  G_OBJECT_CLASS (an_children_page_parent_class)->finalize (object);
}

static void
an_children_page_class_init (AnChildrenPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = an_children_page_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_UINT);
  signals[SIGNAL_ADD_WANTED] = g_signal_new ("add-wanted",
                                             G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-children-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnChildrenPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnChildrenPage, list);
  gtk_widget_class_bind_template_child (widget_class, AnChildrenPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
}

static void
an_children_page_init (AnChildrenPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public */

GtkWidget *
an_children_page_new (void)
{
  return g_object_new (AN_TYPE_CHILDREN_PAGE, NULL);
}

/**
 * an_children_page_show:
 * @drafts: (element-type AnRulesDraft)
 */
void
an_children_page_show (AnChildrenPage *self, GPtrArray *drafts)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < drafts->len; i++)
    add_row (self, g_ptr_array_index (drafts, i), g_date_time_get_year (now));
  gtk_stack_set_visible_child_name (self->stack, drafts->len > 0 ? "list" : "empty");
}

/* The vault does not answer: @detail is its message. */
void
an_children_page_show_problem (AnChildrenPage *self, const char *detail)
{
  gtk_label_set_label (self->detail, detail);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

/**
 * an_children_page_name_with_age:
 * @year: the present one
 *
 * Returns: (transfer full): “Bé An (9 tuổi)”, the name alone when the age is not known
 */
char *
an_children_page_name_with_age (AnRulesDraft *draft, int year)
{
  int birth_year = an_rules_draft_get_birth_year (draft);
  guint age = (guint) MAX (year - birth_year, 0);

  if (birth_year == 0)
    return g_strdup (an_rules_draft_get_name (draft));
  return g_strdup_printf (
      /* Translators: a child's name and age, such as “An (9 years)” */
      g_dngettext (GETTEXT_PACKAGE, "%s (%u year)", "%s (%u years)", age),
      an_rules_draft_get_name (draft),
      age);
}
