// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * browser-policies: an administrator has set rules for the browsers of this PC. Which rules they
 * are is not judged, only that each browser has some.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "privacy/an-fix.h"

#define MAX_BYTES (1024 * 1024)
#define MAX_PLACES 4

typedef struct {
  const char *name;
  const char *programs[MAX_PLACES];
  const char *files[MAX_PLACES];   /* one of these */
  const char *folders[MAX_PLACES]; /* or any .json in one of these */
  const char *command;             /* makes modest rules where there are none */
} Browser;

#define FIREFOX_RULES                                                                              \
  "sudo mkdir -p /etc/firefox/policies && echo '{\"policies\":{\"DisableTelemetry\":true,"         \
  "\"EnableTrackingProtection\":{\"Value\":true}}}' | sudo tee "                                   \
  "/etc/firefox/policies/policies.json"
#define CHROMIUM_RULES(folder)                                                                     \
  "sudo mkdir -p " folder " && echo '{\"SafeBrowsingProtectionLevel\":1,"                          \
  "\"ForceGoogleSafeSearch\":true,\"MetricsReportingEnabled\":false}' | sudo tee " folder          \
  "/annhi.json"

static const Browser browsers[] = {
  { "Firefox",
    { "/usr/bin/firefox", "/usr/bin/firefox-esr" },
    { "/etc/firefox/policies/policies.json",
      "/usr/lib/firefox/distribution/policies.json",
      "/usr/lib/firefox-esr/distribution/policies.json" },
    { NULL },
    FIREFOX_RULES },
  { "Chromium",
    { "/usr/bin/chromium", "/usr/bin/chromium-browser" },
    { NULL },
    { "/etc/chromium/policies/managed", "/etc/chromium-browser/policies/managed" },
    CHROMIUM_RULES ("/etc/chromium/policies/managed") },
  { "Google Chrome",
    { "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable" },
    { NULL },
    { "/etc/opt/chrome/policies/managed" },
    CHROMIUM_RULES ("/etc/opt/chrome/policies/managed") },
};

/* Whether a file is JSON with at least one rule, as the browser would take it. */
static gboolean
has_rules (const AnCheckContext *context, const char *path, gboolean is_firefox)
{
  g_autofree char *real = an_check_context_path (context, path);
  g_autoptr (JsonNode) root = an_json_load (real, MAX_BYTES, NULL);
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  object = json_node_get_object (root);
  if (is_firefox) {
    JsonNode *policies = json_object_get_member (object, "policies");

    if (policies == NULL || !JSON_NODE_HOLDS_OBJECT (policies))
      return FALSE;
    object = json_node_get_object (policies);
  }
  return json_object_get_size (object) > 0;
}

static gboolean
folder_has_rules (const AnCheckContext *context, const char *path)
{
  g_autofree char *real = an_check_context_path (context, path);
  g_autoptr (GDir) dir = g_dir_open (real, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (g_str_has_suffix (name, ".json") && has_rules (context, file, FALSE))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_installed (const AnCheckContext *context, const Browser *browser)
{
  for (guint i = 0; i < MAX_PLACES && browser->programs[i] != NULL; i++)
    if (an_check_context_exists (context, browser->programs[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_ruled (const AnCheckContext *context, const Browser *browser)
{
  for (guint i = 0; i < MAX_PLACES && browser->files[i] != NULL; i++)
    if (has_rules (context, browser->files[i], TRUE))
      return TRUE;
  for (guint i = 0; i < MAX_PLACES && browser->folders[i] != NULL; i++)
    if (folder_has_rules (context, browser->folders[i]))
      return TRUE;
  return FALSE;
}

/* Returns: (nullable): the first browser without rules; @n_installed: (out): how many there are */
static const Browser *
find_unruled (const AnCheckContext *context, guint *n_installed)
{
  const Browser *unruled = NULL;

  *n_installed = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (browsers); i++) {
    if (!is_installed (context, &browsers[i]))
      continue;
    (*n_installed)++;
    if (unruled == NULL && !is_ruled (context, &browsers[i]))
      unruled = &browsers[i];
  }
  return unruled;
}

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  guint n_installed;
  const Browser *unruled = find_unruled (context, &n_installed);

  if (n_installed == 0)
    return an_check_result_new (AN_CHECK_UNKNOWN,
                                "%s",
                                _ ("An Nhi found none of the browsers it knows."));
  if (unruled != NULL)
    return an_check_result_new (AN_CHECK_ATTENTION,
                                /* Translators: name of a browser */
                                _ ("%s has no rules of the family on this PC."), unruled->name);
  return an_check_result_new (AN_CHECK_OK,
                              "%s",
                              _ ("Each browser that was found has rules of the family."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  guint n_installed;
  const Browser *unruled = find_unruled (context, &n_installed);

  if (unruled == NULL)
    return NULL;
  return an_fix_new_for_command (
      "browser-policies",
      _ ("Fewer traces and safer searching in the browser; it reads nothing of the child's"),
         "%s",
         unruled->command);
}

const AnCheck an_check_browser_policies = {
  .id = "browser-policies",
  .title = N_ ("The browsers have rules of the family"), .look = look, .plan = plan,
  };
