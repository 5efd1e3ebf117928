// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Doing, verifying, undoing and remembering what a check offers; with a service of accounts and
 * one of Xfce's settings that are ours. */

#include "privacy/an-fix.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tree.h"

/* What the service answers, and how it behaves. */
typedef struct {
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GDBusConnection *bus;
  GHashTable *values; /* of name → GVariant, under @lock */
  GMutex lock;
  gboolean refuses;
  gboolean forgets;
} Service;

static const char accounts_xml[] =
    "<node><interface name='org.freedesktop.Accounts'>"
    "<method name='FindUserByName'><arg type='s' direction='in'/>"
    "<arg type='o' direction='out'/></method></interface>"
    "<interface name='org.freedesktop.Accounts.User'>"
    "<method name='SetAutomaticLogin'><arg type='b' direction='in'/></method>"
    "<method name='SetAccountType'><arg type='i' direction='in'/></method>"
    "<property name='AutomaticLogin' type='b' access='read'/>"
    "<property name='AccountType' type='i' access='read'/></interface>"
    "<interface name='org.xfce.Xfconf'>"
    "<method name='PropertyExists'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='b' direction='out'/></method>"
    "<method name='GetProperty'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='v' direction='out'/></method>"
    "<method name='SetProperty'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='v' direction='in'/></method>"
    "<method name='ResetProperty'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='b' direction='in'/></method></interface></node>";

static void
put (Service *service, const char *name, GVariant *value)
{
  g_mutex_lock (&service->lock);
  if (value != NULL)
    g_hash_table_replace (service->values, g_strdup (name), g_variant_ref_sink (value));
  else
    g_hash_table_remove (service->values, name);
  g_mutex_unlock (&service->lock);
}

static GVariant *
take (Service *service, const char *name)
{
  GVariant *value;

  g_mutex_lock (&service->lock);
  value = g_hash_table_lookup (service->values, name);
  if (value != NULL)
    g_variant_ref (value);
  g_mutex_unlock (&service->lock);
  return value;
}

static void
on_method (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  Service *service = user_data;
  gboolean is_set = g_str_has_prefix (method, "Set");
  g_autofree char *name = NULL;
  g_autoptr (GVariant) value = NULL;

  if (is_set && service->refuses) {
    g_dbus_method_invocation_return_dbus_error (invocation,
                                                "org.freedesktop.Accounts.Error.PermissionDenied",
                                                "Not authorized");
    return;
  }
  if (g_str_equal (method, "FindUserByName")) {
    g_dbus_method_invocation_return_value (
        invocation,
        g_variant_new ("(o)", "/org/freedesktop/Accounts/User1001"));
    return;
  }
  if (g_str_equal (interface, "org.freedesktop.Accounts.User")) {
    value = g_variant_get_child_value (parameters, 0);
    if (!service->forgets)
      put (service, method + strlen ("Set"), value);
    g_dbus_method_invocation_return_value (invocation, NULL);
    return;
  }
  g_variant_get_child (parameters, 1, "s", &name);
  if (g_str_equal (method, "SetProperty")) {
    g_variant_get_child (parameters, 2, "v", &value);
    put (service, name, value);
  } else if (g_str_equal (method, "ResetProperty")) {
    put (service, name, NULL);
  } else {
    value = take (service, name);
    g_dbus_method_invocation_return_value (invocation,
                                           g_str_equal (method, "PropertyExists")
                                               ? g_variant_new ("(b)", value != NULL)
                                               : g_variant_new ("(v)", value));
    return;
  }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static GVariant *
on_get_property (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *name,
                 GError **error,
                 gpointer user_data)
{
  return take (user_data, name);
}

static gpointer
run_service (gpointer user_data)
{
  Service *service = user_data;

  g_main_context_push_thread_default (service->context);
  g_main_loop_run (service->loop);
  g_main_context_pop_thread_default (service->context);
  return NULL;
}

static void
register_objects (Service *service)
{
  static const GDBusInterfaceVTable vtable = { on_method, on_get_property, NULL, { 0 } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (accounts_xml, NULL);
  const char *paths[] = { "/org/freedesktop/Accounts",
                          "/org/freedesktop/Accounts/User1001",
                          "/org/xfce/Xfconf" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpuint (g_dbus_connection_register_object (service->bus,
                                                         paths[i],
                                                         node->interfaces[i],
                                                         &vtable,
                                                         service,
                                                         NULL,
                                                         NULL),
                      >,
                      0);
}

static void
own_name (Service *service, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (service->bus,
                                                            "org.freedesktop.DBus",
                                                            "/org/freedesktop/DBus",
                                                            "org.freedesktop.DBus",
                                                            "RequestName",
                                                            g_variant_new ("(su)", name, 4),
                                                            NULL,
                                                            G_DBUS_CALL_FLAGS_NONE,
                                                            -1,
                                                            NULL,
                                                            &error);

  g_assert_no_error (error);
}

static void
start_service (Service *service, const char *address)
{
  g_autoptr (GError) error = NULL;

  service->values =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  g_mutex_init (&service->lock);
  service->context = g_main_context_new ();
  service->loop = g_main_loop_new (service->context, FALSE);
  g_main_context_push_thread_default (service->context);
  service->bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL,
                                              NULL,
                                              &error);
  g_assert_no_error (error);
  register_objects (service);
  g_main_context_pop_thread_default (service->context);
  own_name (service, "org.freedesktop.Accounts");
  own_name (service, "org.xfce.Xfconf");
  service->thread = g_thread_new ("service", run_service, service);
}

static void
stop_service (Service *service)
{
  g_main_loop_quit (service->loop);
  g_thread_join (service->thread);
  g_assert_true (g_dbus_connection_close_sync (service->bus, NULL, NULL));
  g_clear_object (&service->bus);
  g_main_loop_unref (service->loop);
  g_main_context_unref (service->context);
  g_hash_table_unref (service->values);
  g_mutex_clear (&service->lock);
}

static void
expect_values (Service *service, gboolean automatic, gint32 type)
{
  g_autoptr (GVariant) first = take (service, "AutomaticLogin");
  g_autoptr (GVariant) second = take (service, "AccountType");

  g_assert_cmpint (g_variant_get_boolean (first), ==, automatic);
  g_assert_cmpint (g_variant_get_int32 (second), ==, type);
}

/* A fix of two properties of an account. */
static AnFix *
make_account_fix (void)
{
  AnFix *fix = an_fix_new ("no-automatic-login");

  an_fix_add (fix,
              AN_CHANGE_ACCOUNT,
              "nhi",
              "AutomaticLogin",
              g_variant_new_boolean (TRUE),
              g_variant_new_boolean (FALSE),
              "x");
  an_fix_add (fix,
              AN_CHANGE_ACCOUNT,
              "nhi",
              "AccountType",
              g_variant_new_int32 (1),
              g_variant_new_int32 (0),
              "y");
  return fix;
}

static void
check_accounts (Service *service)
{
  g_autoptr (AnCheckContext) here = an_check_context_new (NULL, NULL);
  g_autoptr (AnFix) fix = make_account_fix ();
  g_autoptr (GError) refused = NULL, forgotten = NULL, changed = NULL, error = NULL;

  put (service, "AutomaticLogin", g_variant_new_boolean (TRUE));
  put (service, "AccountType", g_variant_new_int32 (1));
  g_assert_true (an_fix_apply (fix, here, &error));
  g_assert_no_error (error);
  expect_values (service, FALSE, 0);
  g_assert_true (an_fix_undo (fix, here, &error));
  g_assert_no_error (error);
  expect_values (service, TRUE, 1);

  service->refuses = TRUE;
  g_assert_false (an_fix_apply (fix, here, &refused));
  g_assert_cmpstr (refused->message, ==, "Not authorized");
  expect_values (service, TRUE, 1);
  service->refuses = FALSE;

  service->forgets = TRUE;
  g_assert_false (an_fix_apply (fix, here, &forgotten));
  g_assert_nonnull (strstr (forgotten->message, "did not keep it"));
  service->forgets = FALSE;

  /* The second one stands at what nobody was shown: the first is put back. */
  put (service, "AccountType", g_variant_new_int32 (7));
  g_assert_false (an_fix_apply (fix, here, &changed));
  g_assert_nonnull (strstr (changed->message, "meanwhile"));
  expect_values (service, TRUE, 7);
}

static void
check_xfconf (Service *service)
{
  g_autoptr (AnCheckContext) here = an_check_context_new (NULL, NULL);
  g_autoptr (AnFix) fix = an_fix_new ("screen-lock");
  g_autoptr (GVariant) value = NULL, gone = NULL;
  g_autoptr (GError) error = NULL;

  an_fix_add (fix,
              AN_CHANGE_XFCONF,
              "xfce4-screensaver",
              "/saver/idle-activation/delay",
              NULL,
              g_variant_new_int32 (5),
              "x");
  g_assert_true (an_fix_apply (fix, here, &error));
  g_assert_no_error (error);
  value = take (service, "/saver/idle-activation/delay");
  g_assert_cmpint (g_variant_get_int32 (value), ==, 5);
  g_assert_true (an_fix_undo (fix, here, &error));
  g_assert_no_error (error);
  gone = take (service, "/saver/idle-activation/delay");
  g_assert_null (gone);
}

static void
test_services (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  Service service = { NULL };

  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  start_service (&service, g_test_dbus_get_bus_address (bus));
  check_accounts (&service);
  check_xfconf (&service);
  stop_service (&service);
  g_test_dbus_down (bus);
}

static mode_t
mode_of (Tree *tree, const char *path)
{
  g_autofree char *real = an_check_context_path (tree->context, path);
  struct stat status;

  g_assert_cmpint (stat (real, &status), ==, 0);
  return status.st_mode & 07777;
}

static void
test_rights_of_home (Tree *tree, gconstpointer data)
{
  g_autoptr (AnFix) fix = NULL, recalled = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *home = an_check_context_path (tree->context, "/home/nhi");

  g_assert_cmpint (g_mkdir_with_parents (home, 0700), ==, 0);
  g_assert_cmpint (g_chmod (home, 0755), ==, 0);
  fix = an_fix_plan (tree->context, "home-private");
  g_assert_cmpuint (fix->changes->len, ==, 1);
  g_assert_true (an_fix_apply (fix, tree->context, &error));
  g_assert_no_error (error);
  g_assert_cmpint (mode_of (tree, "/home/nhi"), ==, 0700);
  g_assert_null (an_fix_plan (tree->context, "home-private"));

  g_assert_true (an_fix_remember (fix, tree->context, &error));
  g_assert_no_error (error);
  recalled = an_fix_recall (tree->context, "home-private");
  g_assert_nonnull (recalled);
  g_assert_true (an_fix_undo (recalled, tree->context, &error));
  g_assert_no_error (error);
  g_assert_cmpint (mode_of (tree, "/home/nhi"), ==, 0755);
  g_assert_true (an_fix_forget (tree->context, "home-private", &error));
  g_assert_null (an_fix_recall (tree->context, "home-private"));
  g_assert_true (an_fix_forget (tree->context, "home-private", &error));
  g_assert_no_error (error);
}

static void
test_journal_is_of_one_account (Tree *tree, gconstpointer data)
{
  g_autoptr (AnCheckContext) other = an_check_context_new (tree->root, "bo");
  g_autoptr (AnFix) fix = make_account_fix ();
  g_autoptr (AnFix) recalled = NULL;
  g_autoptr (GError) error = NULL;
  const AnChange *change;

  g_assert_true (an_fix_remember (fix, tree->context, &error));
  g_assert_no_error (error);
  g_assert_null (an_fix_recall (other, fix->check));
  recalled = an_fix_recall (tree->context, fix->check);
  g_assert_cmpuint (recalled->changes->len, ==, 2);
  change = g_ptr_array_index (recalled->changes, 1);
  g_assert_cmpint (change->kind, ==, AN_CHANGE_ACCOUNT);
  g_assert_cmpstr (change->key, ==, "AccountType");
  g_assert_cmpint (g_variant_get_int32 (change->before), ==, 1);
  g_assert_cmpint (g_variant_get_int32 (change->after), ==, 0);
}

/* The last administrator stays one. */
static void
test_last_administrator (Tree *tree, gconstpointer data)
{
  g_autoptr (AnCheckContext) father = an_check_context_new (tree->root, "bo");
  g_autoptr (AnFix) fix = NULL;

  g_assert_null (an_fix_plan (father, "child-not-administrator"));
  tree_write (tree, "/etc/group", "sudo:x:27:bo,nhi\nbo:x:1000:\nnhi:x:1001:\n");
  fix = an_fix_plan (tree->context, "child-not-administrator");
  g_assert_cmpstr (fix->command, ==, "sudo gpasswd --delete nhi sudo");
}

/* All of them, on the system that runs this. */
static void
test_quick (void)
{
  g_autoptr (AnCheckContext) here = an_check_context_new (NULL, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GHashTable) results = NULL;
  gint64 began;

  for (guint i = 0; an_check_list ()[i] != NULL; i++)
    g_ptr_array_add (ids, (gpointer) an_check_list ()[i]->id);
  g_ptr_array_add (ids, NULL);
  began = g_get_monotonic_time ();
  results = an_check_run (here, (const char *const *) ids->pdata, NULL);
  g_test_minimized_result ((double) (g_get_monotonic_time () - began) / 1000,
                           "%u checks in %.1f ms",
                           ids->len - 1,
                           (double) (g_get_monotonic_time () - began) / 1000);
  g_assert_cmpuint (g_hash_table_size (results), ==, ids->len - 1);
  g_assert_cmpuint (ids->len - 1, >=, 15);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 1000 * 1000);
}

int
main (int argc, char **argv)
{
  g_autofree char *data = g_dir_make_tmp ("an-fix-XXXXXX", NULL);
  int status;

  /* What is remembered lies there. */
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fix/services", test_services);
  g_test_add ("/fix/rights-of-home", Tree, NULL, tree_set_up, test_rights_of_home, tree_tear_down);
  g_test_add ("/fix/journal-is-of-one-account",
              Tree,
              NULL,
              tree_set_up,
              test_journal_is_of_one_account,
              tree_tear_down);
  g_test_add ("/fix/last-administrator",
              Tree,
              NULL,
              tree_set_up,
              test_last_administrator,
              tree_tear_down);
  g_test_add_func ("/fix/quick", test_quick);
  status = g_test_run ();
  tree_remove (data);
  return status;
}
