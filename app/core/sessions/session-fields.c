/* session-fields.c — what several parts of a session file say in the same way
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/sessions/session-fields.h"

#include <string.h>

/* The limit is longer than any name, path or label. */
gboolean
heed_session_read_text (const HeedJson  *object,
                        const char      *name,
                        char           **value,
                        GError         **error)
{
  const char *text = NULL;

  if (!heed_json_read_text (object, name, &text, error))
    return FALSE;

  if (text != NULL && strlen (text) > HEED_SESSION_FILE_MAX_TEXT)
    return heed_json_refuse_field (object, name, "at most 100000 bytes", error);

  if (text != NULL)
    {
      g_free (*value);
      *value = g_strdup (text);
    }

  return TRUE;
}

gboolean
heed_session_check_length (const HeedJson  *list,
                           guint            most,
                           GError         **error)
{
  g_autofree char *expected = NULL;

  if (heed_json_get_n (list) <= most)
    return TRUE;

  expected = g_strdup_printf ("at most %u", most);

  return heed_json_refuse (list, expected, error);
}

/* --- A model --------------------------------------------------------------- */

void
heed_session_model_clear (HeedSessionModel *model)
{
  g_clear_pointer (&model->path, g_free);
  g_clear_pointer (&model->sha256, g_free);
  g_clear_pointer (&model->description, g_free);
}

void
heed_session_model_init_copy (HeedSessionModel       *model,
                              const HeedSessionModel *other)
{
  *model = (HeedSessionModel) { g_strdup (other->path), g_strdup (other->sha256),
                                g_strdup (other->description) };
}

void
heed_session_set_model (HeedJson               *object,
                        const HeedSessionModel *model)
{
  HeedJson *member;

  if (model->path == NULL)
    return;

  member = heed_json_set_object (object, "model");
  heed_json_set_text (member, "path", model->path);
  if (model->sha256 != NULL)
    heed_json_set_text (member, "sha256", model->sha256);
  if (model->description != NULL)
    heed_json_set_text (member, "description", model->description);
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

gboolean
heed_session_read_model (const HeedJson    *object,
                         HeedSessionModel  *model,
                         GError           **error)
{
  const HeedJson *member = NULL;

  if (!heed_json_read_object (object, "model", &member, error))
    return FALSE;

  if (member == NULL)
    return TRUE;

  if (!heed_json_require (member, "path", error) ||
      !heed_session_read_text (member, "path", &model->path, error) ||
      !heed_session_read_text (member, "sha256", &model->sha256, error) ||
      !heed_session_read_text (member, "description", &model->description, error))
    return FALSE;

  if (!g_path_is_absolute (model->path))
    return heed_json_refuse_field (member, "path", "an absolute path", error);

  return model->sha256 == NULL || is_sha256 (model->sha256) ||
         heed_json_refuse_field (member, "sha256", "64 digits from 0 to f", error);
}
