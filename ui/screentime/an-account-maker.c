// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A new account, never an administrator, made by the service org.freedesktop.Accounts. polkit asks
 * once: the password belongs to the same permission. */

#include "ui/screentime/an-account-maker.h"

#include <crypt.h>
#include <pwd.h>
#include <sodium.h>
#include <string.h>

#include "base/an-secret.h"

#define ACCOUNTS "org.freedesktop.Accounts"
#define ACCOUNTS_PATH "/org/freedesktop/Accounts"
#define USER ACCOUNTS ".User"
#define STANDARD_ACCOUNT 0
#define PASSWORD_AT_LOGIN 1
#define TIMEOUT_MS (5 * 60 * 1000) /* somebody types a password meanwhile */
#define SALT_BYTES 16

G_DEFINE_QUARK (an_account_maker_error, an_account_maker_error)

typedef struct {
  char *user;      /* (owned) */
  char *full_name; /* (owned) */
  char *hash;      /* (owned) (nullable): the child sets the password */
  char *path;      /* (owned) (nullable) of the account once it is there */
  char *problem;   /* (owned) (nullable) with its password */
  guint32 uid;

  GDBusConnection *bus; /* (owned) (nullable) */
} Making;

static void
making_free (gpointer data)
{
  Making *self = data;

  g_free (self->user);
  g_free (self->full_name);
  g_free (self->hash);
  g_free (self->path);
  g_free (self->problem);
  g_clear_object (&self->bus);
  g_free (self);
}

/* (transfer full) (nullable): as crypt(5) has it, the way this system prefers */
static char *
hash_password (const char *password)
{
  struct crypt_data *data = g_new0 (struct crypt_data, 1);
  char salt[CRYPT_GENSALT_OUTPUT_SIZE];
  char bytes[SALT_BYTES];
  char *hash = NULL;

  randombytes_buf (bytes, sizeof bytes);
  if (crypt_gensalt_rn (NULL, 0, bytes, sizeof bytes, salt, sizeof salt) != NULL)
    hash = g_strdup (crypt_rn (password, salt, data, sizeof *data));
  sodium_memzero (data, sizeof *data);
  g_free (data);
  return hash;
}

/* @error: (transfer full): of a call */
static void
return_error (GTask *task, GError *error)
{
  static const struct {
    const char *name;
    AnAccountMakerError code;
  } codes[] = {
    { ACCOUNTS ".Error.PermissionDenied", AN_ACCOUNT_MAKER_ERROR_DENIED },
    { ACCOUNTS ".Error.UserExists", AN_ACCOUNT_MAKER_ERROR_EXISTS },
    { "org.freedesktop.DBus.Error.AccessDenied", AN_ACCOUNT_MAKER_ERROR_DENIED },
    { "org.freedesktop.DBus.Error.NameHasNoOwner", AN_ACCOUNT_MAKER_ERROR_ABSENT },
    { "org.freedesktop.DBus.Error.ServiceUnknown", AN_ACCOUNT_MAKER_ERROR_ABSENT },
    { "org.freedesktop.systemd1.NoSuchUnit", AN_ACCOUNT_MAKER_ERROR_ABSENT },
  };
  g_autofree char *name = g_dbus_error_get_remote_error (error);
  AnAccountMakerError code = AN_ACCOUNT_MAKER_ERROR_FAILED;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, error);
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].name, name) == 0)
      code = codes[i].code;
  g_dbus_error_strip_remote_error (error);
  g_task_return_new_error (task, AN_ACCOUNT_MAKER_ERROR, (int) code, "%s", error->message);
  g_error_free (error);
}

static void
on_password_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (self->bus, result, &error);

  if (answer == NULL) {
    g_dbus_error_strip_remote_error (error);
    self->problem = g_strdup (error->message);
  }
  g_task_return_int (task, self->uid);
}

static void
set_password (GTask *task)
{
  Making *self = g_task_get_task_data (task);

  g_dbus_connection_call (self->bus,
                          ACCOUNTS,
                          self->path,
                          USER,
                          self->hash != NULL ? "SetPassword" : "SetPasswordMode",
                          self->hash != NULL ? g_variant_new ("(ss)", self->hash, "")
                                             : g_variant_new ("(i)", PASSWORD_AT_LOGIN),
                          NULL,
                          G_DBUS_CALL_FLAGS_ALLOW_INTERACTIVE_AUTHORIZATION,
                          TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_password_set,
                          g_object_ref (task));
}

static void
on_uid_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (self->bus, result, &error);
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL) {
    return_error (task, error);
    return;
  }
  g_variant_get (answer, "(v)", &value);
  self->uid = g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64)
                  ? (guint32) g_variant_get_uint64 (value)
                  : 0;
  if (self->uid == 0) {
    g_task_return_new_error (task, AN_ACCOUNT_MAKER_ERROR, AN_ACCOUNT_MAKER_ERROR_FAILED, "uid");
    return;
  }
  set_password (task);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (self->bus, result, &error);

  if (answer == NULL) {
    return_error (task, error);
    return;
  }
  g_variant_get (answer, "(o)", &self->path);
  g_dbus_connection_call (self->bus,
                          ACCOUNTS,
                          self->path,
                          "org.freedesktop.DBus.Properties",
                          "Get",
                          g_variant_new ("(ss)", USER, "Uid"),
                          G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_uid_ready,
                          g_object_ref (task));
}

static void
on_bus_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->bus = g_bus_get_finish (result, &error);
  if (self->bus == NULL) {
    g_task_return_new_error (task,
                             AN_ACCOUNT_MAKER_ERROR,
                             AN_ACCOUNT_MAKER_ERROR_ABSENT,
                             "%s",
                             error->message);
    g_error_free (error);
    return;
  }
  g_dbus_connection_set_exit_on_close (self->bus, FALSE);
  g_dbus_connection_call (self->bus,
                          ACCOUNTS,
                          ACCOUNTS_PATH,
                          ACCOUNTS,
                          "CreateUser",
                          g_variant_new ("(ssi)", self->user, self->full_name, STANDARD_ACCOUNT),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_ALLOW_INTERACTIVE_AUTHORIZATION,
                          TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_created,
                          g_object_ref (task));
}

/* Slow on purpose, as a hash of a password is; the user database may be a network's. */
static void
prepare (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making *self = data;

  if (getpwnam (self->user) != NULL)
    g_task_return_new_error (task,
                             AN_ACCOUNT_MAKER_ERROR,
                             AN_ACCOUNT_MAKER_ERROR_EXISTS,
                             "%s",
                             self->user);
  else if (self->hash == NULL)
    g_task_return_boolean (task, TRUE);
  else {
    char *hash = hash_password (self->hash);

    an_secret_free (self->hash);
    self->hash = hash;
    if (hash != NULL)
      g_task_return_boolean (task, TRUE);
    else
      g_task_return_new_error (task,
                               AN_ACCOUNT_MAKER_ERROR,
                               AN_ACCOUNT_MAKER_ERROR_FAILED,
                               "crypt");
  }
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (task, error);
    return;
  }
  g_bus_get (G_BUS_TYPE_SYSTEM, g_task_get_cancellable (task), on_bus_ready, g_object_ref (task));
}

/* Public */

/**
 * an_account_maker_create_async:
 * @user: a valid name that no account has
 * @password: (nullable): %NULL lets the child choose one at the first login
 */
void
an_account_maker_create_async (const char *user,
                               const char *full_name,
                               const char *password,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Making *self = g_new0 (Making, 1);
  g_autoptr (GTask) preparing = NULL;

  self->user = g_strdup (user);
  self->full_name = g_strdup (full_name);
  self->hash = g_strdup (password);
  g_task_set_source_tag (task, an_account_maker_create_async);
  g_task_set_task_data (task, self, making_free);
  preparing = g_task_new (NULL, cancellable, on_prepared, task);
  g_task_set_task_data (preparing, self, NULL);
  g_task_run_in_thread (preparing, prepare);
}

/**
 * an_account_maker_create_finish:
 * @problem: (out) (transfer full) (nullable): why the account, which is there, has no password
 *
 * Returns: the uid of the new account, or 0 with an error
 */
guint32
an_account_maker_create_finish (GAsyncResult *result, char **problem, GError **error)
{
  Making *self = g_task_get_task_data (G_TASK (result));
  gssize uid = g_task_propagate_int (G_TASK (result), error);

  *problem = g_steal_pointer (&self->problem);
  return uid > 0 ? (guint32) uid : 0;
}
