/* transformer-names.c — foreign names of the tensors of a Transformer's layers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/layouts/transformer-names.h"

void
heed_recognition_say_layers (HeedRecognition      *recognition,
                             const char           *ours,
                             const char           *theirs,
                             const char           *mark,
                             guint                 n_layers,
                             const HeedTensorName *names)
{
  for (guint layer = 0; layer < n_layers; layer++)
    {
      g_autofree char *prefix = g_strdup_printf ("%s%u%s", theirs, layer, mark);

      for (guint i = 0; names[i].ours != NULL; i++)
        {
          g_autofree char *name = g_strdup_printf ("%s%u.%s", ours, layer, names[i].ours);

          heed_recognition_say_tensor (recognition, name, prefix, names[i].theirs);
        }
    }
}

/* A weight is a range of rows of a matrix, a bias a range of columns of its single row. */
static void
say_part (HeedRecognition       *recognition,
          const char            *name,
          const char            *prefix,
          const HeedStackedName *stacked,
          gboolean               is_weight)
{
  const char *kind = is_weight ? "weight" : "bias";
  g_autofree char *ours = g_strconcat (name, ".", kind, NULL);
  g_autofree char *theirs = g_strconcat (stacked->theirs, kind, NULL);
  const HeedArray *array = heed_recognition_find (recognition, prefix, theirs);
  gsize size = array != NULL && array->n_dims > 0 ? array->shape[0] / stacked->n_parts : 0;
  gsize first = stacked->part * size;

  HeedTheirPart part = { .prefix = prefix, .name = theirs };

  if (size == 0 || array->shape[0] > G_MAXINT)
    {
      heed_recognition_say_tensor (recognition, ours, prefix, theirs);
      return;
    }

  *(is_weight ? &part.first_row : &part.first_column) = first;
  *(is_weight ? &part.last_row : &part.last_column) = first + size;
  heed_recognition_say_parts_of (recognition, ours, &part, 1);
}

void
heed_recognition_say_stacked (HeedRecognition       *recognition,
                              const char            *ours,
                              const char            *theirs,
                              const char            *mark,
                              guint                  n_layers,
                              const HeedStackedName *names)
{
  for (guint layer = 0; layer < n_layers; layer++)
    {
      g_autofree char *prefix = g_strdup_printf ("%s%u%s", theirs, layer, mark);

      for (guint i = 0; names[i].ours != NULL; i++)
        {
          g_autofree char *name = g_strdup_printf ("%s%u.%s", ours, layer, names[i].ours);

          say_part (recognition, name, prefix, &names[i], TRUE);
          say_part (recognition, name, prefix, &names[i], FALSE);
        }
    }
}
