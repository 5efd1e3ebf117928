// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The pages of the privacy room with example data, for annhi-page. */

#include "base/an-i18n.h"
#include "ui/an-room.h"
#include "ui/privacy/an-privacy-catalogue-page.h"
#include "ui/privacy/an-privacy-checks-page.h"
#include "ui/privacy/an-privacy-directory-page.h"
#include "ui/privacy/an-privacy-item-page.h"

#define LIST "children-9-11"

static AnPrivacyContent *
make_content (const char *const *people, const char *const *warnings)
{
  AnPrivacyContent *content = an_privacy_content_read (NULL);

  g_strfreev (content->people);
  content->people = g_strdupv ((char **) people);
  g_strfreev (content->warnings);
  content->warnings = g_strdupv ((char **) warnings);
  return content;
}

static void
select_list (AnPrivacyModel *model, const char *id)
{
  GPtrArray *lists = an_privacy_model_get_content (model)->lists;

  for (guint i = 0; i < lists->len; i++)
    if (g_strcmp0 (an_checklist_get_id (g_ptr_array_index (lists, i)), id) == 0)
      an_privacy_model_select_list (model, i);
}

/* @states: of the checks child-not-administrator, no-automatic-login, home-private */
static GHashTable *
make_results (const AnCheckState states[3])
{
  static const char *const ids[] = { "child-not-administrator",
                                     "no-automatic-login",
                                     "home-private" };
  const char *reasons[3][3] = {
    { _ ("“%s” is an ordinary account."),
         _ ("“%s” is the system's own account, which may change everything on this PC."), NULL },
      { _ ("The login screen %s asks who it is."),
           NULL,
           _ ("No login screen was found on this PC.") },
        { NULL, _ ("Every account on this PC can look into the folder %s."), NULL },
      };
  static const char *const fillings[] = { "nhi", "GDM", "/home/nhi" };
  GHashTable *results = g_hash_table_new_full (g_str_hash,
                                               g_str_equal,
                                               g_free,
                                               (GDestroyNotify) an_check_result_free);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_auto (GStrv) parts = g_strsplit (reasons[i][states[i]], "%s", 2);
    g_autofree char *reason = g_strjoinv (fillings[i], parts);

    g_hash_table_insert (results, g_strdup (ids[i]), an_check_result_new (states[i], "%s", reason));
  }
  return results;
}

static void
on_open_item_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_message ("the room would open: %s", g_variant_get_string (parameter, NULL));
}

static void
on_open_directory_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_message ("the room would open the directory");
}

/* What the room around a page gives it. */
static GtkWidget *
make_page (AnPrivacyModel *model)
{
  static const GActionEntry actions[] = {
    { .name = "open-item", .activate = on_open_item_activated, .parameter_type = "s" },
    { .name = "open-catalogue", .activate = on_open_directory_activated },
    { .name = "open-directory", .activate = on_open_directory_activated },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *page = an_privacy_checks_page_new (model);

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), NULL);
  gtk_widget_insert_action_group (page, "privacy", G_ACTION_GROUP (group));
  return page;
}

static AnPrivacyModel *
make_model (void)
{
  const AnCheckState states[] = { AN_CHECK_OK, AN_CHECK_UNKNOWN, AN_CHECK_ATTENTION };
  const char *people[] = { "nhi", "an", NULL };
  const char *warnings[] = { NULL };
  g_autoptr (AnStore) store = an_store_new_for_example ();
  AnPrivacyModel *model = an_privacy_model_new_for_example (store,
                                                            make_content (people, warnings),
                                                            make_results (states));
  const AnChecklist *list;

  select_list (model, LIST);
  list = an_privacy_model_get_list (model);
  for (guint i = 0; i < 4; i++) {
    g_autoptr (GError) error = NULL;

    if (!an_privacy_model_set_done (model, an_checklist_get_item (list, i), TRUE, &error))
      g_message ("%s", error->message);
  }
  return model;
}

static GtkWidget *
create_checks (void)
{
  g_autoptr (AnPrivacyModel) model = make_model ();

  return make_page (model);
}

static GtkWidget *
create_caregivers (void)
{
  g_autoptr (AnPrivacyModel) model = make_model ();

  select_list (model, "caregivers");
  return make_page (model);
}

static GtkWidget *
create_school (void)
{
  g_autoptr (AnPrivacyModel) model = make_model ();

  select_list (model, "school");
  return make_page (model);
}

static GtkWidget *
create_all_fine (void)
{
  const AnCheckState states[] = { AN_CHECK_OK, AN_CHECK_OK, AN_CHECK_ATTENTION };
  const char *people[] = { "nhi", NULL };
  const char *warnings[] = { NULL };
  g_autoptr (AnStore) store = an_store_new_for_example ();
  GHashTable *results = make_results (states);
  g_autoptr (AnPrivacyModel) model = NULL;
  const AnChecklist *list;

  g_hash_table_remove (results, "home-private");
  model = an_privacy_model_new_for_example (store, make_content (people, warnings), results);
  select_list (model, LIST);
  list = an_privacy_model_get_list (model);
  for (guint i = 0; i < an_checklist_get_n_items (list); i++) {
    g_autoptr (GError) error = NULL;

    if (!an_privacy_model_set_done (model, an_checklist_get_item (list, i), TRUE, &error))
      g_message ("%s", error->message);
  }
  return make_page (model);
}

/* The record is of a newer version, and an administrator's file is broken. */
static GtkWidget *
create_problems (void)
{
  const char *people[] = { "nguyen-hoang-bao-an-thu-vien-nha-van-hoa-xa-tam-dao-so-mot", NULL };
  const char *warnings[] = { AN_CHECKLIST_CONTENT_DIR
                             "/children-12-15.json: /items/3/why/en: is required",
                             NULL };
  const char *newer = "{\"schema\": \"vn.annhi.privacy-progress/2\"}";
  g_autoptr (AnStore) store = an_store_new_for_example ();
  g_autoptr (AnPrivacyModel) model = NULL;
  g_autoptr (GBytes) damaged = g_bytes_new_static (newer, strlen (newer));
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, people[0], -1);

  digest[32] = '\0';
  if (!an_vault_put (an_store_get_vault (store), "privacy-progress", digest, damaged, &error))
    g_message ("%s", error->message);
  model = an_privacy_model_new_for_example (store, make_content (people, warnings), NULL);
  return make_page (model);
}

static GtkWidget *
create_loading (void)
{
  g_autoptr (AnStore) store = an_store_new_for_example ();
  g_autoptr (AnPrivacyModel) model = an_privacy_model_new_for_example (store, NULL, NULL);

  return make_page (model);
}

static GtkWidget *
create_empty (void)
{
  const char *people[] = { "nhi", NULL };
  const char *warnings[] = { NULL };
  g_autoptr (AnStore) store = an_store_new_for_example ();
  AnPrivacyContent *content = make_content (people, warnings);
  g_autoptr (AnPrivacyModel) model = NULL;

  g_ptr_array_set_size (content->lists, 0);
  model = an_privacy_model_new_for_example (store, content, NULL);
  return make_page (model);
}

static GtkWidget *
create_item (const char *id)
{
  g_autoptr (AnPrivacyModel) model = make_model ();
  const AnChecklist *list = an_privacy_model_get_list (model);

  return an_privacy_item_page_new (model, an_checklist_find_item (list, id));
}

static GtkWidget *
create_item_to_do (void)
{
  return create_item ("strong-password");
}

static GtkWidget *
create_item_attention (void)
{
  return create_item ("home-private");
}

static GtkWidget *
create_item_unknown (void)
{
  return create_item ("no-automatic-login");
}

static GtkWidget *
create_item_platform (void)
{
  return create_item ("zalo-apps");
}

static gboolean
open_first_row (GtkWidget *widget)
{
  if (ADW_IS_EXPANDER_ROW (widget)) {
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
    return TRUE;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (open_first_row (child))
      return TRUE;
  return FALSE;
}

static GtkWidget *
create_directory (void)
{
  g_autoptr (AnStore) store = an_store_new_for_example ();
  GtkWidget *page = an_privacy_directory_page_new (an_store_get_channels (store));

  open_first_row (page);
  return page;
}

static GtkWidget *
create_catalogue (void)
{
  return an_privacy_catalogue_page_new ();
}

static GtkWidget *
create_catalogue_nothing (void)
{
  GtkWidget *page = an_privacy_catalogue_page_new ();

  an_privacy_catalogue_page_search (AN_PRIVACY_CATALOGUE_PAGE (page), "khong co gi");
  return page;
}

static GtkWidget *
create_empty_directory (void)
{
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();

  return an_privacy_directory_page_new (channels);
}

const AnPageEntry an_privacy_pages[] = {
  { "privacy-catalogue", create_catalogue },
  { "privacy-catalogue-nothing", create_catalogue_nothing },
  { "privacy-checks", create_checks },
  { "privacy-checks-caregivers", create_caregivers },
  { "privacy-checks-school", create_school },
  { "privacy-checks-all-fine", create_all_fine },
  { "privacy-checks-problems", create_problems },
  { "privacy-checks-loading", create_loading },
  { "privacy-checks-empty", create_empty },
  { "privacy-directory", create_directory },
  { "privacy-directory-empty", create_empty_directory },
  { "privacy-item", create_item_to_do },
  { "privacy-item-attention", create_item_attention },
  { "privacy-item-unknown", create_item_unknown },
  { "privacy-item-platform", create_item_platform },
  { NULL },
};
