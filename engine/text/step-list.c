/* step-list.c — a step of a tokenizer.json, or a sequence of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sequences may contain sequences; their depth is limited by the JSON parser. A step may
 * make a text a thousand times as long, and the next one again, so whoever applies steps
 * has a budget for everything that they write.
 *
 * Source: the serialization of tokenizers 0.21 (normalizers, pre_tokenizers, decoders)
 */

#include "engine/text/step-list.h"

#include "engine/files/json-fields.h"
#include "engine/heed.h"

/* Real files have at most about ten. */
#define MAX_STEPS 64

static const HeedStepKind *
find_kind (const HeedStepKinds *kinds,
           const char          *name)
{
  const guint8 *first = (const guint8 *) kinds->kinds;

  for (guint i = 0; name != NULL && i < kinds->n_kinds; i++)
    {
      const HeedStepKind *kind = (gconstpointer) (first + i * kinds->kind_bytes);

      if (g_str_equal (kind->name, name))
        return kind;
    }

  return NULL;
}

static gboolean
add_steps (const HeedStepKinds  *kinds,
           const HeedJson       *json,
           GPtrArray            *steps,
           GError              **error)
{
  const char *type = heed_json_get_text (heed_json_get_member (json, "type"));
  const HeedJson *sequence = heed_json_get_member (json, kinds->sequence);
  const HeedStepKind *kind = find_kind (kinds, type);
  HeedTextStep *step;

  if (g_strcmp0 (type, "Sequence") == 0)
    {
      for (guint i = 0; i < heed_json_get_n (sequence); i++)
        if (!add_steps (kinds, heed_json_get_nth (sequence, i), steps, error))
          return FALSE;

      return TRUE;
    }

  if (kind == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected a known type, found %.40s", kinds->what,
                   type != NULL ? type : "none");
      return FALSE;
    }

  if (steps->len == MAX_STEPS)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE, "%s: expected at most %d steps, "
                   "found more", kinds->what, MAX_STEPS);
      return FALSE;
    }

  step = g_malloc0 (kinds->step_bytes);
  step->kind = kind;
  g_ptr_array_add (steps, step);

  return kind->read == NULL || kind->read (step, json, error);
}

/**
 * heed_step_list_new:
 * @kinds: the permitted kinds
 * @json: (nullable): the JSON of the file
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names an unknown type; %HEED_ERROR_TOO_LARGE if there
 *   are more steps than in any real file; those of reading the fields
 *
 * Returns: (transfer full): the steps, with their fields
 */
HeedStepList *
heed_step_list_new (const HeedStepKinds  *kinds,
                    const HeedJson       *json,
                    GError              **error)
{
  g_autoptr(HeedStepList) self = g_new0 (HeedStepList, 1);

  self->steps = g_ptr_array_new_with_free_func (kinds->free);
  self->is_given = heed_json_get_kind (json) != HEED_JSON_NULL;
  if (self->is_given && !add_steps (kinds, json, self->steps, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
heed_step_list_spend (const HeedStepKinds  *kinds,
                      gsize                 n_bytes,
                      gsize                *n_bytes_left,
                      GError              **error)
{
  if (n_bytes <= *n_bytes_left)
    {
      *n_bytes_left -= n_bytes;
      return TRUE;
    }

  g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
               "%s: expected less text, found steps that make more and more of it", kinds->what);

  return FALSE;
}

void
heed_step_list_free (HeedStepList *self)
{
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}
