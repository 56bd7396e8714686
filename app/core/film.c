/* film.c — snapshots of one sentence over a whole training
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nobody knows at its beginning how long a training will be watched, so the
 * film starts with every batch, and whenever it is full every second frame goes
 * and half as many are taken from then on. What is kept is evenly spread over
 * the whole, and never more than the film holds.
 *
 * A small model is kept with its frame: then the whole film can be shot again
 * with another sentence. Of a large one only the picture is kept.
 */

#include "app/core/film.h"

#define MAX_KEPT_PARAMETERS 500000  /* 2 MB a frame */

typedef struct
{
  HeedSnapshot *snapshot;
  HeedModel    *model;  /* or NULL */
} Frame;

struct _HeedFilm
{
  GArray  *frames;  /* of Frame */
  guint64  stride;  /* batches between two frames */
};

static void
clear_frame (gpointer data)
{
  Frame *frame = data;

  g_clear_pointer (&frame->snapshot, heed_snapshot_unref);
  g_clear_pointer (&frame->model, heed_model_unref);
}

HeedFilm *
heed_film_new (void)
{
  HeedFilm *film = g_new0 (HeedFilm, 1);

  film->frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  g_array_set_clear_func (film->frames, clear_frame);
  film->stride = 1;

  return film;
}

void
heed_film_free (HeedFilm *film)
{
  g_array_unref (film->frames);
  g_free (film);
}

static Frame *
get_frame (HeedFilm *film,
           guint     i)
{
  return &g_array_index (film->frames, Frame, i);
}

static void
thin_out (HeedFilm *film)
{
  film->stride *= 2;

  for (guint i = film->frames->len; i-- > 0; )
    if (get_frame (film, i)->snapshot->batch % film->stride != 0)
      g_array_remove_index (film->frames, i);
}

gboolean
heed_film_wants (HeedFilm *film,
                 guint64   batch)
{
  g_return_val_if_fail (film != NULL, FALSE);

  return batch % film->stride == 0;
}

/**
 * heed_film_add:
 * @snapshot: of no earlier batch than all before it
 * @model: (nullable): that it is a snapshot of
 *
 * Takes any snapshot; one that was not wanted goes when the film is thinned out.
 * A second one of the same batch changes nothing.
 */
void
heed_film_add (HeedFilm     *film,
               HeedSnapshot *snapshot,
               HeedModel    *model)
{
  Frame frame = { 0 };

  g_return_if_fail (film != NULL && snapshot != NULL);

  if (film->frames->len > 0 && snapshot->batch <= get_frame (film, film->frames->len - 1)->snapshot->batch)
    return;

  while (film->frames->len >= HEED_FILM_MAX_FRAMES)
    thin_out (film);

  frame.snapshot = heed_snapshot_ref (snapshot);
  if (model != NULL && heed_model_get_info (model)->n_parameters <= MAX_KEPT_PARAMETERS)
    frame.model = heed_model_ref (model);

  g_array_append_val (film->frames, frame);
}

static gboolean
shoot_again (Frame      *frame,
             const char *sentence,
             const char *answer)
{
  HeedSnapshot *snapshot = NULL;

  if (frame->model != NULL)
    snapshot = heed_snapshot_new (frame->model, sentence, answer, NULL);

  if (snapshot == NULL)
    return FALSE;

  snapshot->batch = frame->snapshot->batch;
  snapshot->epoch = frame->snapshot->epoch;
  heed_snapshot_unref (frame->snapshot);
  frame->snapshot = snapshot;

  return TRUE;
}

/**
 * heed_film_ask_again:
 * @sentence: the one that the film shows from now on
 * @answer: (nullable): what should be made of it
 *
 * Frames without a model, or whose model cannot read @sentence, are lost.
 *
 * Cost: a snapshot for each frame
 */
void
heed_film_ask_again (HeedFilm   *film,
                     const char *sentence,
                     const char *answer)
{
  g_return_if_fail (film != NULL && sentence != NULL);

  for (guint i = film->frames->len; i-- > 0; )
    if (!shoot_again (get_frame (film, i), sentence, answer))
      g_array_remove_index (film->frames, i);
}

/**
 * heed_film_dup_frames:
 *
 * Returns: (transfer full) (element-type HeedSnapshot): the film as it is now
 */
GPtrArray *
heed_film_dup_frames (HeedFilm *film)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_snapshot_unref);

  for (guint i = 0; i < film->frames->len; i++)
    g_ptr_array_add (frames, heed_snapshot_ref (get_frame (film, i)->snapshot));

  return frames;
}
