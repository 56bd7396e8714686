/* training-record.c — the film and the loss curves that are saved after a training
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking a snapshot does not change the model, so the result of a training is the same with a film
 * and without. A table of losses has every batch; a picture has as many points as in the window.
 */

#include "app/cli/training-record.h"

#include <math.h>
#include <string.h>

#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/verb.h"
#include "app/core/figures/picture.h"
#include "app/core/training/film.h"
#include "app/core/training/loss-figure.h"
#include "app/core/training/loss-history.h"
#include "app/core/training/reel.h"

#define MAX_SIDE_PX 16384

struct _HeedTrainingRecord
{
  const HeedGivenRecord *given;
  char                  *name;
  HeedTrainer           *trainer;
  HeedReferences        *held_out;
  HeedTrainReport        report;    /* of the last batch; its batch is 0 before the first */
  char                  *watched;   /* sentence of the film; NULL: no film */
  HeedFilm              *film;
  GArray                *batches;   /* of HeedChartPoint: every batch, for a table */
  HeedLossHistory       *history;   /* the same, thinned out, for a picture */
  GArray                *scores;    /* of HeedChartPoint */
};

/* --- What can be written --------------------------------------------------- */

static gboolean
is_film_name (const char *path)
{
  return g_str_has_suffix (path, ".gif") || heed_picture_can_save (path);
}

static gboolean
check_name (const char  *option,
            const char  *path,
            gboolean     is_right,
            const char  *endings,
            GError     **error)
{
  if (path == NULL)
    return TRUE;

  if (is_right)
    return heed_output_check_file (path, error);

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "%s: expected a file that ends in %s, found %s", option, endings, path);
  return FALSE;
}

gboolean
heed_training_record_check (const HeedGivenRecord  *given,
                            GError                **error)
{
  if (given->watch != NULL && given->film == NULL)
    {
      g_set_error_literal (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                           "--watch: expected --film beside it, found none");
      return FALSE;
    }

  return check_name ("--film", given->film, given->film != NULL && is_film_name (given->film),
                     ".gif, .svg, .pdf or .png", error) &&
         check_name ("--curve", given->curve,
                     given->curve != NULL && heed_loss_figure_can_save (given->curve),
                     ".svg, .pdf, .png or .csv", error) &&
         heed_options_check_range ("--picture-width", given->width, 0, MAX_SIDE_PX, error) &&
         heed_options_check_range ("--picture-height", given->height, 0, MAX_SIDE_PX, error);
}

/* --- Looking --------------------------------------------------------------- */

static gboolean
look (HeedTrainingRecord  *record,
      GError             **error)
{
  g_autoptr(HeedModel) model = heed_trainer_ref_model (record->trainer);
  g_autoptr(HeedSnapshot) snapshot = heed_snapshot_new (
    model, record->watched, heed_references_find (record->held_out, record->watched), error);

  if (snapshot == NULL)
    return FALSE;

  snapshot->batch = record->report.batch;
  snapshot->epoch = record->report.epoch;
  heed_film_add (record->film, record->watched, snapshot, NULL);

  return TRUE;
}

static gboolean
begin_film (HeedTrainingRecord  *record,
            GError             **error)
{
  const char *watch = record->given->watch;

  record->watched =
    watch != NULL ? g_strdup (watch) : heed_held_out_choose_probe (record->trainer);
  if (record->watched == NULL)
    {
      g_set_error_literal (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                           "--film: expected held-out pairs or --watch TEXT, found neither");
      return FALSE;
    }

  record->film = heed_film_new ();

  return look (record, error);
}

/* The name of the model file without its extension. */
static char *
dup_name (const char *model_path)
{
  g_autofree char *name = g_path_get_basename (model_path);
  char *ending = strrchr (name, '.');

  return ending != NULL && ending != name ? g_strndup (name, (gsize) (ending - name))
                                          : g_strdup (name);
}

/**
 * heed_training_record_new:
 * @given: must outlive the record, like @trainer and @held_out
 * @model_path: path of the model file, which gives the training its name
 *
 * Errors: those of heed_snapshot_new() for the sentence of the film
 *
 * Returns: (transfer full): a record with the first frame only
 */
HeedTrainingRecord *
heed_training_record_new (const HeedGivenRecord  *given,
                          const char             *model_path,
                          HeedTrainer            *trainer,
                          HeedReferences         *held_out,
                          GError                **error)
{
  g_autoptr(HeedTrainingRecord) record = g_new0 (HeedTrainingRecord, 1);

  record->given = given;
  record->name = dup_name (model_path);
  record->trainer = trainer;
  record->held_out = held_out;
  record->batches = g_array_new (FALSE, FALSE, sizeof (HeedChartPoint));
  record->scores = g_array_new (FALSE, FALSE, sizeof (HeedChartPoint));
  record->history = heed_loss_history_new ();

  if (given->film != NULL && !begin_film (record, error))
    return NULL;

  return g_steal_pointer (&record);
}

void
heed_training_record_free (HeedTrainingRecord *record)
{
  g_free (record->name);
  g_free (record->watched);
  g_clear_pointer (&record->film, heed_film_free);
  g_array_unref (record->batches);
  g_array_unref (record->scores);
  heed_loss_history_free (record->history);
  g_free (record);
}

/**
 * heed_training_record_add_batch:
 *
 * Errors of a snapshot are ignored: a sentence that could be read at the start can be read later.
 */
void
heed_training_record_add_batch (HeedTrainingRecord    *record,
                                const HeedTrainReport *report)
{
  const HeedChartPoint point = { report->epoch, report->loss };

  record->report = *report;
  if (record->given->curve != NULL)
    {
      g_array_append_val (record->batches, point);
      heed_loss_history_add (record->history, point.x, point.y);
    }

  if (record->film != NULL && heed_film_wants (record->film, report->batch))
    look (record, NULL);
}

void
heed_training_record_add_score (HeedTrainingRecord     *record,
                                const HeedTrainedScore *score)
{
  const HeedChartPoint point = { score->epoch, score->loss };

  if (score->has_loss)
    g_array_append_val (record->scores, point);
}

/* --- Writing --------------------------------------------------------------- */

static gboolean
save_film (HeedTrainingRecord  *record,
           GError             **error)
{
  const char *path = record->given->film;
  g_autoptr(GPtrArray) frames = NULL;
  HeedReel reel = { .title = record->name, .site = HEED_ATTENTIONS_DEFAULT_SITE };
  const HeedReels reels = { &reel, 1 };
  HeedPictureForm form;
  double width, height;

  look (record, NULL);
  frames = heed_film_dup_frames (record->film);
  reel.frames = frames;

  if (g_str_has_suffix (path, ".gif"))
    return heed_reels_save_gif (&reels, path, error);

  if (g_str_has_suffix (path, ".svg"))
    {
      g_autofree char *svg = heed_reels_dup_animation (&reels);

      return g_file_set_contents (path, svg, -1, error);
    }

  heed_reels_get_strip_size (&reels, &width, &height);
  form = (HeedPictureForm) { .width = width, .height = height,
                             .scale = record->given->width / width };

  return heed_picture_save_as (path, &form, (HeedPictureFunc) heed_reels_draw_strip,
                               (gpointer) &reels, error);
}

/* A size that is not given follows from the other one, with the default aspect ratio. */
static HeedPictureForm
choose_form (const HeedGivenRecord *given)
{
  const double shape = (double) HEED_LOSS_FIGURE_WIDTH_PX / HEED_LOSS_FIGURE_HEIGHT_PX;
  HeedPictureForm form = { .width = given->width, .height = given->height };

  if (given->width == 0)
    form.width = given->height == 0 ? HEED_LOSS_FIGURE_WIDTH_PX : round (given->height * shape);
  if (given->height == 0)
    form.height = round (form.width / shape);

  return form;
}

static gboolean
save_curve (HeedTrainingRecord  *record,
            GError             **error)
{
  const char *path = record->given->curve;
  const HeedPictureForm form = choose_form (record->given);
  g_autoptr(GArray) thinned = heed_loss_history_dup_points (record->history);
  const HeedLossFigure figure = {
    .n_runs = 1,
    .names = { record->name },
    .curves = { { g_str_has_suffix (path, ".csv") ? record->batches : thinned, record->scores } },
  };

  return heed_loss_figure_save (&figure, path, &form, error);
}

/**
 * heed_training_record_save:
 *
 * Errors: those of heed_reels_save_gif(), heed_loss_figure_save() and
 *   heed_picture_save(); %G_FILE_ERROR
 *
 * Returns: whether all requested files were written
 */
gboolean
heed_training_record_save (HeedTrainingRecord  *record,
                           GError             **error)
{
  return (record->film == NULL || save_film (record, error)) &&
         (record->given->curve == NULL || save_curve (record, error));
}
