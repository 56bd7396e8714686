/* step-list.c — the steps of a tokenizer.json, one or a sequence of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sequences may hold sequences; how deep is bounded by the reader of JSON.
 *
 * Source: the serialization of tokenizers 0.21 (normalizers, pre_tokenizers, decoders)
 */

#include "engine/text/step-list.h"

#include "engine/files/json-fields.h"
#include "engine/heed.h"

/**
 * heed_step_list_read:
 * @kinds: what there may be
 * @json: what the file has
 * @steps: what is read is added to, in the order of the file
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names a type that is not known; what adding says
 *
 * Returns: whether every step was read
 */
gboolean
heed_step_list_read (const HeedStepKinds  *kinds,
                     const HeedJson       *json,
                     GPtrArray            *steps,
                     GError              **error)
{
  const char *type = heed_json_get_text (heed_json_get_member (json, "type"));
  const HeedJson *sequence = heed_json_get_member (json, kinds->sequence);
  const char *name;

  if (g_strcmp0 (type, "Sequence") == 0)
    {
      for (guint i = 0; i < heed_json_get_n (sequence); i++)
        if (!heed_step_list_read (kinds, heed_json_get_nth (sequence, i), steps, error))
          return FALSE;

      return TRUE;
    }

  for (guint kind = 0; (name = kinds->get_name (kind)) != NULL; kind++)
    if (g_strcmp0 (type, name) == 0)
      return kinds->add (kind, json, steps, error);

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected a known type, found %.40s", kinds->what,
               type != NULL ? type : "none");

  return FALSE;
}
