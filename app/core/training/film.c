/* film.c — snapshots of one sentence over a whole training
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The length of a training is not known at its beginning, so the film starts with
 * every batch. Whenever it is full, every second frame is dropped and from then on
 * half as many are taken. So the frames are evenly spread over the training, and
 * their number is bounded.
 *
 * A small model is kept with its frame, so that all frames can be made again for
 * another sentence. For a large model only the snapshot is kept. A frame that has
 * no snapshot of the current sentence is not shown until the sentence is again one
 * for which it has or can make a snapshot.
 */

#include "app/core/training/film.h"

#define MAX_KEPT_PARAMETERS 500000  /* 2 MB a frame */

typedef struct
{
  HeedSnapshot *snapshot;
  char         *sentence;  /* the sentence of snapshot */
  HeedModel    *model;     /* or NULL */
} Frame;

struct _HeedFilm
{
  GArray  *frames;    /* of Frame */
  char    *sentence;  /* the film's sentence; NULL before the first frame */
  guint64  stride;    /* batches between two frames */
};

static void
clear_frame (gpointer data)
{
  Frame *frame = data;

  g_clear_pointer (&frame->snapshot, heed_snapshot_unref);
  g_clear_pointer (&frame->model, heed_model_unref);
  g_free (frame->sentence);
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
  g_free (film->sentence);
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
 * @sentence: the sentence of @snapshot, which must be the film's
 * @snapshot: of a later batch than all before it, or it is ignored
 * @model: (nullable): the model that made @snapshot
 *
 * Takes any snapshot; one for which heed_film_wants() is %FALSE is dropped when the
 * film is thinned out. A second one of the same batch changes nothing.
 */
void
heed_film_add (HeedFilm     *film,
               const char   *sentence,
               HeedSnapshot *snapshot,
               HeedModel    *model)
{
  Frame frame = { 0 };

  g_return_if_fail (film != NULL && sentence != NULL && snapshot != NULL);
  g_return_if_fail (film->sentence == NULL || g_str_equal (film->sentence, sentence));

  if (film->sentence == NULL)
    film->sentence = g_strdup (sentence);

  if (film->frames->len > 0 &&
      snapshot->batch <= get_frame (film, film->frames->len - 1)->snapshot->batch)
    return;

  while (film->frames->len >= HEED_FILM_MAX_FRAMES)
    thin_out (film);

  frame.snapshot = heed_snapshot_ref (snapshot);
  frame.sentence = g_strdup (sentence);
  if (model != NULL && heed_model_get_info (model)->n_parameters <= MAX_KEPT_PARAMETERS)
    frame.model = heed_model_ref (model);

  g_array_append_val (film->frames, frame);
}

static void
unref_if_any (HeedSnapshot *snapshot)
{
  if (snapshot != NULL)
    heed_snapshot_unref (snapshot);
}

/* Returns for each frame a new snapshot of the sentence, or NULL if the frame already has one
 * or cannot make one. Returns NULL altogether if cancelled. */
static GPtrArray *
shoot_again (HeedFilm     *film,
             const char   *sentence,
             const char   *answer,
             GCancellable *cancellable)
{
  g_autoptr(GPtrArray) snapshots = g_ptr_array_new_full (film->frames->len, NULL);

  g_ptr_array_set_free_func (snapshots, (GDestroyNotify) unref_if_any);

  for (guint i = 0; i < film->frames->len; i++)
    {
      const Frame *frame = get_frame (film, i);
      HeedSnapshot *snapshot = NULL;

      if (g_cancellable_is_cancelled (cancellable))
        return NULL;

      if (frame->model != NULL && !g_str_equal (frame->sentence, sentence))
        snapshot = heed_snapshot_new (frame->model, sentence, answer, NULL);

      if (snapshot != NULL)
        {
          snapshot->batch = frame->snapshot->batch;
          snapshot->epoch = frame->snapshot->epoch;
        }
      g_ptr_array_add (snapshots, snapshot);
    }

  return g_steal_pointer (&snapshots);
}

/**
 * heed_film_ask_again:
 * @sentence: the film's new sentence
 * @answer: (nullable): its right answer
 * @cancellable: (nullable): checked before every frame; if cancelled, the film is unchanged
 *
 * Frames without a model, or whose model cannot read @sentence, are left out of the
 * film while it shows @sentence.
 *
 * Cost: a snapshot for each frame
 */
void
heed_film_ask_again (HeedFilm     *film,
                     const char   *sentence,
                     const char   *answer,
                     GCancellable *cancellable)
{
  g_autoptr(GPtrArray) snapshots = NULL;

  g_return_if_fail (film != NULL && sentence != NULL);

  snapshots = shoot_again (film, sentence, answer, cancellable);
  if (snapshots == NULL)
    return;

  for (guint i = 0; i < film->frames->len; i++)
    if (g_ptr_array_index (snapshots, i) != NULL)
      {
        Frame *frame = get_frame (film, i);

        heed_snapshot_unref (frame->snapshot);
        frame->snapshot = g_steal_pointer (&g_ptr_array_index (snapshots, i));
        g_free (frame->sentence);
        frame->sentence = g_strdup (sentence);
      }

  g_free (film->sentence);
  film->sentence = g_strdup (sentence);
}

/**
 * heed_film_dup_frames:
 *
 * Returns: (transfer full) (element-type HeedSnapshot): the frames of the film's
 *   present sentence
 */
GPtrArray *
heed_film_dup_frames (HeedFilm *film)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_snapshot_unref);

  for (guint i = 0; i < film->frames->len; i++)
    if (g_str_equal (get_frame (film, i)->sentence, film->sentence))
      g_ptr_array_add (frames, heed_snapshot_ref (get_frame (film, i)->snapshot));

  return frames;
}
