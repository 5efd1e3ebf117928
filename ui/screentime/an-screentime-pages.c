// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The pages of the room with example data, for annhi-page. */

#include "base/an-i18n.h"
#include "screentime/an-preset.h"
#include "ui/an-room.h"
#include "ui/screentime/an-agreement-page.h"
#include "ui/screentime/an-children-page.h"
#include "ui/screentime/an-codes-page.h"
#include "ui/screentime/an-day-page.h"
#include "ui/screentime/an-guard-examples.h"
#include "ui/screentime/an-look-back-examples.h"
#include "ui/screentime/an-new-child-page.h"
#include "ui/screentime/an-own-page.h"
#include "ui/screentime/an-presets-page.h"
#include "ui/screentime/an-requests-page.h"
#include "ui/screentime/an-rules-examples.h"
#include "ui/screentime/an-rules-page.h"
#include "ui/screentime/an-start-examples.h"
#include "ui/screentime/an-start-pages.h"
#include "ui/screentime/an-today-page.h"

static AnRulesDraft *
create_draft (const char *name, guint preset)
{
  g_autoptr (GPtrArray) presets = an_presets_load ();

  return an_rules_draft_new ("",
                             name,
                             2017,
                             ((AnPreset *) g_ptr_array_index (presets, preset))->policy);
}

static GtkWidget *
create_empty (void)
{
  g_autoptr (AnFamily) family = an_guard_examples_create_absent ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GtkWidget *page = an_children_page_new ();

  an_children_page_show (AN_CHILDREN_PAGE (page), family, none);
  return page;
}

static GtkWidget *
create_children (void)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (AnFamily) family = an_guard_examples_create_absent ();
  GtkWidget *page = an_children_page_new ();

  g_ptr_array_add (drafts, create_draft ("Bé An", 0));
  g_ptr_array_add (drafts,
                   create_draft ("Nguyễn Phúc Hoàng Bảo Thiên Kim Ngọc Minh Châu Thảo Nguyên", 2));
  an_children_page_show (AN_CHILDREN_PAGE (page), family, drafts);
  return page;
}

static GtkWidget *
create_problem (void)
{
  GtkWidget *page = an_children_page_new ();

  an_children_page_show_problem (AN_CHILDREN_PAGE (page), "/days/mon: policy 5f0c");
  return page;
}

static GtkWidget *
create_rules (void)
{
  g_autoptr (AnRulesDraft) draft = create_draft ("Bé An", 0);
  g_autoptr (GDateTime) today = g_date_time_new_local (2026, 11, 28, 9, 0, 0);
  GtkWidget *page = an_rules_page_new ();

  an_rules_draft_set_weekly_quota (draft, TRUE, 600);
  an_rules_page_show (AN_RULES_PAGE (page), draft);
  an_rules_page_set_today (AN_RULES_PAGE (page), today);
  an_rules_page_set_saved (AN_RULES_PAGE (page), NULL);
  return page;
}

/* The guard does not take what another program's window allowed. */
static GtkWidget *
create_rules_refused (void)
{
  const char *document = "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,"
                         "\"days\":{\"tue\":{\"windows\":[[\"17:00\",\"16:00\"]]}}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = an_policy_parse (document, strlen (document), &error);
  GtkWidget *page = create_rules ();

  g_return_val_if_fail (policy == NULL, page);

  an_rules_page_set_guard (AN_RULES_PAGE (page), AN_RULES_GUARD_HOLDS);
  an_rules_page_set_refused (AN_RULES_PAGE (page), error->message);
  an_rules_page_set_saved (AN_RULES_PAGE (page), error->message);
  return page;
}

static GtkWidget *
create_day (void)
{
  g_autoptr (AnRulesDraft) draft = create_draft ("Bé An", 0);
  AnDayDraft day = *an_rules_draft_get_day (draft, 5);
  GtkWidget *page = an_day_page_new ();

  day.uncounted = (AnSpanDraft){ .n_items = 1, .items = { { .start = 780, .end = 840 } } };
  an_rules_draft_set_day (draft, 5, &day);
  an_day_page_edit (AN_DAY_PAGE (page), draft, 5);
  return page;
}

/* A span that ends before it begins. */
static GtkWidget *
create_day_mistake (void)
{
  g_autoptr (AnRulesDraft) draft = create_draft ("Bé An", 0);
  AnDayDraft day = *an_rules_draft_get_day (draft, 0);
  GtkWidget *page = an_day_page_new ();

  day.windows.items[0] = (AnSpan){ .start = 1200, .end = 1020 };
  an_rules_draft_set_day (draft, 0, &day);
  an_day_page_edit (AN_DAY_PAGE (page), draft, 0);
  return page;
}

static GtkWidget *
create_presets (void)
{
  g_autoptr (GPtrArray) presets = an_presets_load ();

  return an_presets_page_new (presets);
}

static GtkWidget *
create_agreement (void)
{
  g_autoptr (AnRulesDraft) draft = create_draft ("Bé An", 1);
  g_autoptr (GDateTime) today = g_date_time_new_local (2026, 11, 28, 9, 0, 0);
  g_autoptr (AnPolicy) policy = an_rules_draft_build (draft, NULL);

  return policy != NULL ? an_agreement_page_new (policy, "Bé An", today) : adw_bin_new ();
}

/* With a guard */

static GtkWidget *
create_managed (void)
{
  g_autoptr (AnFamily) family = an_guard_examples_create_family ();
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *page = an_children_page_new ();

  g_ptr_array_add (drafts, create_draft ("Bé Na", 0));
  an_children_page_show (AN_CHILDREN_PAGE (page), family, drafts);
  return page;
}

static GtkWidget *
create_twenty (void)
{
  g_autoptr (AnFamily) family = an_guard_examples_create_twenty ();
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();
  GtkWidget *page = an_children_page_new ();

  an_children_page_show (AN_CHILDREN_PAGE (page), family, drafts);
  return page;
}

static GtkWidget *
create_today (void)
{
  g_autoptr (AnFamily) family = an_guard_examples_create_family ();

  return an_today_page_new (family, AN_GUARD_EXAMPLE_USING);
}

static GtkWidget *
create_today_over (void)
{
  g_autoptr (AnFamily) family = an_guard_examples_create_family ();

  return an_today_page_new (family, AN_GUARD_EXAMPLE_OVER);
}

static GtkWidget *
create_requests (void)
{
  g_autoptr (AnFamily) family = an_guard_examples_create_family ();

  return an_requests_page_new (family);
}

static GtkWidget *
create_codes (void)
{
  g_autoptr (AnGuardClient) client = an_guard_client_new ();
  GtkWidget *page = an_codes_page_new (client, AN_GUARD_EXAMPLE_USING, "Bé An");

  an_codes_page_show_uri (AN_CODES_PAGE (page),
                          "otpauth://totp/An%20Nhi:an?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                          "&issuer=An%20Nhi");
  return page;
}

static GtkWidget *
create_own_of (guint32 uid)
{
  g_autoptr (AnFamily) family = an_guard_examples_create_family ();
  g_autoptr (GDateTime) today = g_date_time_new_local (2026, 11, 28, 9, 0, 0);
  g_autoptr (AnRulesDraft) draft = create_draft ("", 0);
  g_autoptr (AnPolicy) policy = an_rules_draft_build (draft, NULL);
  GtkWidget *page = an_own_page_new (family, uid);

  if (policy != NULL)
    an_own_page_show_policy (AN_OWN_PAGE (page), policy, today);
  return page;
}

static GtkWidget *
create_own (void)
{
  return create_own_of (AN_GUARD_EXAMPLE_USING);
}

static GtkWidget *
create_own_over (void)
{
  return create_own_of (AN_GUARD_EXAMPLE_OVER);
}

const AnPageEntry an_screentime_pages[] = {
  { "screentime-empty", create_empty },
  { "screentime-agreement", create_agreement },
  { "screentime-start-who", an_start_example_who },
  { "screentime-start-account", an_start_example_account },
  { "screentime-start-user", an_start_user_page_new },
  { "screentime-start-age", an_start_example_age },
  { "screentime-start-rules", an_start_example_rules },
  { "screentime-start-done", an_start_example_done },
  { "screentime-guard-not-installed", an_guard_example_not_installed },
  { "screentime-guard-stopped", an_guard_example_stopped },
  { "screentime-guard-failed", an_guard_example_failed },
  { "screentime-children", create_children },
  { "screentime-problem", create_problem },
  { "screentime-new", an_new_child_page_new },
  { "screentime-rules", create_rules },
  { "screentime-rules-refused", create_rules_refused },
  { "screentime-day", create_day },
  { "screentime-day-mistake", create_day_mistake },
  { "screentime-presets", create_presets },
  { "screentime-dates-empty", an_rules_example_dates_empty },
  { "screentime-dates", an_rules_example_dates },
  { "screentime-date", an_rules_example_date },
  { "screentime-manners", an_rules_example_manners },
  { "screentime-look-day", an_look_back_example_day },
  { "screentime-look-week", an_look_back_example_week },
  { "screentime-look-month", an_look_back_example_month },
  { "screentime-look-empty", an_look_back_example_empty },
  { "screentime-look-absent", an_look_back_example_absent },
  { "screentime-managed", create_managed },
  { "screentime-twenty", create_twenty },
  { "screentime-today", create_today },
  { "screentime-today-over", create_today_over },
  { "screentime-requests", create_requests },
  { "screentime-codes", create_codes },
  { "screentime-own", create_own },
  { "screentime-own-over", create_own_over },
  { NULL },
};
