/* nearest.c — the nearest neighbours of a token in the model's own embedding
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "engine/heed.h"
#include "engine/models/model.h"

static double
multiply (const float *a,
          const float *b,
          guint        n)
{
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    sum += (double) a[i] * b[i];

  return sum;
}

/* Inserts found into the sorted list and drops the last entry if there are more than n_most. Of
 * equals the lower id comes first. */
static void
insert (HeedNeighbour *neighbours,
        guint         *n_found,
        guint          n_most,
        HeedNeighbour  found)
{
  guint place = *n_found;

  while (place > 0 && neighbours[place - 1].cosine < found.cosine)
    place--;

  if (place == n_most)
    return;

  *n_found = MIN (*n_found + 1, n_most);
  memmove (neighbours + place + 1, neighbours + place,
           (*n_found - place - 1) * sizeof *neighbours);
  neighbours[place] = found;
}

/* A row of zeros has no direction, so it has no neighbours and is never one itself. */
static HeedNeighbour *
list_nearest (HeedModel         *model,
              const HeedTensor  *embedding,
              HeedToken        (*get_token) (HeedModel *, guint32),
              guint32            id,
              guint              n_most,
              guint             *n_found)
{
  const float *row = heed_tensor_row (embedding, id);
  double length = sqrt (multiply (row, row, embedding->n_columns));
  g_autofree HeedNeighbour *neighbours = g_new (HeedNeighbour, MAX (n_most, 1));

  *n_found = 0;
  for (guint32 other = 0; other < embedding->n_rows && length > 0.0; other++)
    {
      const float *other_row = heed_tensor_row (embedding, other);
      double other_length = sqrt (multiply (other_row, other_row, embedding->n_columns));
      HeedNeighbour found;

      if (other == id || !(other_length > 0.0))
        continue;

      found.cosine = multiply (row, other_row, embedding->n_columns) / (length * other_length);
      found.cosine = CLAMP (found.cosine, -1.0, 1.0);
      if (*n_found == n_most && (n_most == 0 || !(found.cosine > neighbours[n_most - 1].cosine)))
        continue;

      found.token = get_token (model, other);
      if (isfinite (found.cosine) && !found.token.is_special)
        insert (neighbours, n_found, n_most, found);
    }

  return *n_found > 0 ? g_steal_pointer (&neighbours) : NULL;
}

/**
 * heed_model_list_nearest_source:
 * @id: of the source vocabulary
 * @n_most: the largest number of neighbours to return
 * @n_found: (out): the number of neighbours returned
 *
 * Ranks tokens by the cosine of their embeddings with that of @id, which does not
 * depend on any sentence.
 *
 * Cost:   reads the embedding once
 *
 * Returns: (transfer full) (nullable) (array length=n_found): the nearest first; texts
 *   live as long as the model
 */
HeedNeighbour *
heed_model_list_nearest_source (HeedModel *model,
                                guint32    id,
                                guint      n_most,
                                guint     *n_found)
{
  const HeedNetwork *network;

  g_return_val_if_fail (model != NULL && n_found != NULL, NULL);
  g_return_val_if_fail (id < heed_model_get_info (model)->source_vocabulary, NULL);

  network = heed_model_get_network (model);

  return list_nearest (model,
                       network->family == HEED_FAMILY_TRANSFORMER
                         ? network->transformer.encoder.embedding
                         : network->recurrent.source_embedding,
                       heed_model_get_source_token, id, n_most, n_found);
}
