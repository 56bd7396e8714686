/* fuzz-model.c — made-up bytes as a model of any kind
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/heed.h"
#include "tests/fuzz/fuzz.h"

#define N_STEPS 2

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  static const guint32 ids[] = { 0, 1 };
  g_autoptr(HeedModel) model = heed_model_load (fuzz_get_path (data, n_bytes), NULL, NULL);
  g_autoptr(HeedSession) session = NULL;

  if (model != NULL && heed_model_get_info (model)->source_vocabulary > 1)
    session = heed_session_new_from_ids (model, ids, G_N_ELEMENTS (ids), NULL);

  for (guint i = 0; session != NULL && i < N_STEPS && !heed_session_is_finished (session); i++)
    {
      g_autoptr(HeedStep) step = heed_session_step (session, NULL);

      if (step == NULL)
        break;
    }

  return 0;
}
