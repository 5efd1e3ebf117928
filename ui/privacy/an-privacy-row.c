// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How one item looks in a list. */

#include "ui/privacy/an-privacy-row.h"

#include "base/an-i18n.h"

#define ITEM_KEY "an-privacy-item"

const char *
an_privacy_status_get_name (AnItemStatus status)
{
  switch (status) {
  case AN_ITEM_ATTENTION:
    return C_ ("state of a check", "Have a look");
  case AN_ITEM_TODO:
    return _ ("To do");
  case AN_ITEM_UNKNOWN:
    return C_ ("state of a check", "Not known");
  case AN_ITEM_OK:
  default:
    return C_ ("state of a check", "Fine");
  }
}

const char *
an_privacy_status_get_icon (AnItemStatus status)
{
  switch (status) {
  case AN_ITEM_ATTENTION:
    return "dialog-warning-symbolic";
  case AN_ITEM_TODO:
    return "checkbox-symbolic";
  case AN_ITEM_UNKNOWN:
    return "dialog-information-symbolic";
  case AN_ITEM_OK:
  default:
    return "object-select-symbolic";
  }
}

/**
 * an_privacy_status_get_style:
 *
 * Returns: a CSS class of libadwaita
 */
const char *
an_privacy_status_get_style (AnItemStatus status)
{
  switch (status) {
  case AN_ITEM_ATTENTION:
    return "warning";
  case AN_ITEM_OK:
    return "success";
  case AN_ITEM_TODO:
  case AN_ITEM_UNKNOWN:
  default:
    return "dim-label";
  }
}

/**
 * an_privacy_row_new:
 * @result: (nullable): what this PC found; its reason is shown below the title
 *
 * Returns: (transfer floating): a row that activates `privacy.open-item` with the item's id
 */
GtkWidget *
an_privacy_row_new (const AnChecklistItem *item, AnItemStatus status, const AnCheckResult *result)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (an_privacy_status_get_icon (status));
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name",
                                   "go-next-symbolic",
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), an_bilingual_choose (&item->title));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (result != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), result->reason);
  gtk_widget_add_css_class (icon, an_privacy_status_get_style (status));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  an_privacy_status_get_name (status),
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", item->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "privacy.open-item");
  g_object_set_data_full (G_OBJECT (row), ITEM_KEY, g_strdup (item->id), g_free);
  return row;
}

const char *
an_privacy_row_get_item_id (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), ITEM_KEY);
}
