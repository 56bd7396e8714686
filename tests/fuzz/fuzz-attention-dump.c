/* fuzz-attention-dump.c — made-up bytes as another program's attention, of whatever format
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/heed.h"
#include "tests/fuzz/fuzz.h"

static void
check (const HeedDumpedAttention *attention)
{
  gsize n = (gsize) attention->n_target * attention->n_source;

  g_assert (attention->weights->n_rows == attention->n_target);
  g_assert (attention->weights->n_columns == attention->n_source);
  for (gsize i = 0; i < n; i++)
    g_assert (isfinite (attention->weights->values[i]) && attention->weights->values[i] >= 0.0f);
  for (guint i = 0; i < attention->n_source; i++)
    g_assert (g_utf8_validate (attention->source[i].text, -1, NULL));
  for (guint i = 0; i < attention->n_target; i++)
    g_assert (g_utf8_validate (attention->target[i].text, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  static const HeedAttentionSite site = { HEED_ATTENTION_CROSS, HEED_DUMP_LAST_LAYER,
                                          HEED_HEAD_MEAN };
  const char *path = fuzz_get_path (data, n_bytes);

  for (guint format = 0; format < HEED_N_DUMP_FORMATS; format++)
    {
      g_autoptr(HeedAttentionDump) dump =
        heed_attention_dump_open (path, (HeedDumpFormat) format, NULL, NULL);
      guint n = dump != NULL ? MIN (heed_attention_dump_get_n (dump), 64) : 0;

      for (guint i = 0; i < n; i++)
        for (guint beside = 0; beside < 2; beside++)
          {
            g_autoptr(HeedDumpedAttention) attention =
              heed_attention_dump_read (dump, i, beside ? "the cat" : NULL,
                                        beside ? "le chat" : NULL, &site, NULL);

            if (attention != NULL)
              check (attention);
          }
    }

  return 0;
}
