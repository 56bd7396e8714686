/* bench.c — heed-cli bench: the engine's own measurements
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One sentence is decoded repeatedly for the given time, each step with all of its results, and
 * each kind of work is reported as the median and the minimum of all runs. Other load on the
 * machine increases the median; the minimum is the time of the work itself.
 *
 * A shape is a model with random weights. It reads predetermined tokens and is forced to write
 * predetermined ones: its own output might be the end token.
 */

#include <string.h>
#include <time.h>

#include "app/cli/bench-shapes.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/verb.h"
#include "engine/files/json-writer.h"

#define DEFAULT_SENTENCE "Where did you put the book that I gave you yesterday?"
#define USEC_PER_MSEC    1000.0
#define BEAM_WIDTH       4
#define SHAPE_TOKENS     20  /* read and written by a shape */
#define MAX_THREADS      64

/* As given on the command line. */
static struct
{
  char   *model;
  char   *shape;
  char   *sentence;
  double  seconds;
  int     threads;
} given;

static const GOptionEntry options[] = {
  HEED_OPTION_MODEL (&given.model),
  { "shape", 0, 0, G_OPTION_ARG_STRING, &given.shape,
    "Measure a model with random weights: d2l, gru-512, gru-1024 or marian-base", "SHAPE" },
  { "sentence", 's', 0, G_OPTION_ARG_STRING, &given.sentence, "The sentence to decode", "TEXT" },
  { "seconds", 't', 0, G_OPTION_ARG_DOUBLE, &given.seconds, "Seconds to measure (default 2)",
    "N" },
  { "threads", 0, 0, G_OPTION_ARG_INT, &given.threads, "Number of threads for a step (default 1)",
    "N" },
  G_OPTION_ENTRY_NULL
};

/* Times in microseconds, one value per run. */
typedef struct
{
  GArray *encode;    /* double: creating a session */
  GArray *step;      /* double: mean step */
  GArray *step_cpu;  /* double: mean CPU time of a step, all threads together */
  GArray *sentence;  /* double: encoding and all steps */
  GArray *beam_step; /* double: mean step with BEAM_WIDTH hypotheses */
  guint   n_source;
  guint   n_steps;
} Measurements;

static Measurements
new_measurements (void)
{
  return (Measurements) {
    .encode = g_array_new (FALSE, FALSE, sizeof (double)),
    .step = g_array_new (FALSE, FALSE, sizeof (double)),
    .step_cpu = g_array_new (FALSE, FALSE, sizeof (double)),
    .sentence = g_array_new (FALSE, FALSE, sizeof (double)),
    .beam_step = g_array_new (FALSE, FALSE, sizeof (double)),
  };
}

static void
clear_measurements (Measurements *measurements)
{
  g_array_unref (measurements->encode);
  g_array_unref (measurements->step);
  g_array_unref (measurements->step_cpu);
  g_array_unref (measurements->sentence);
  g_array_unref (measurements->beam_step);
}

/* Uses a GTimer, because g_get_monotonic_time() counts whole microseconds
 * and a step takes only a few. */
static double
get_usec (GTimer *timer)
{
  return g_timer_elapsed (timer, NULL) * G_USEC_PER_SEC;
}

static double
get_cpu_usec (void)
{
  struct timespec used;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);

  return (double) used.tv_sec * G_USEC_PER_SEC + (double) used.tv_nsec / 1e3;
}

/* Any token except the special ones. */
static guint32
get_shape_token (guint i,
                 guint n_tokens)
{
  return (guint32) (4 + (i * 7919) % (n_tokens - 4));
}

static HeedSession *
new_session (HeedModel   *model,
             const char  *sentence,
             GError     **error)
{
  guint32 ids[SHAPE_TOKENS];

  if (given.shape == NULL)
    return heed_session_new (model, sentence, error);

  for (guint i = 0; i < SHAPE_TOKENS; i++)
    ids[i] = get_shape_token (i, heed_model_get_info (model)->source_vocabulary);

  return heed_session_new_from_ids (model, ids, SHAPE_TOKENS, error);
}

static HeedStep *
take_step (HeedModel    *model,
           HeedSession  *session,
           GError      **error)
{
  guint position = heed_session_get_n_steps (session);

  if (given.shape == NULL)
    return heed_session_step (session, error);

  return heed_session_step_forced (
    session, get_shape_token (position, heed_model_get_info (model)->target_vocabulary), error);
}

static gboolean
measure_steps (HeedModel     *model,
               const char    *sentence,
               Measurements  *measurements,
               GError       **error)
{
  g_autoptr(GTimer) timer = g_timer_new ();
  g_autoptr(HeedSession) session = new_session (model, sentence, error);
  double encode, total, step, cpu;

  if (session == NULL)
    return FALSE;
  encode = get_usec (timer);
  cpu = get_cpu_usec ();

  if (given.shape != NULL)
    heed_session_set_max_length (session, SHAPE_TOKENS);

  while (!heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) taken = take_step (model, session, error);

      if (taken == NULL)
        return FALSE;
    }
  total = get_usec (timer);
  cpu = get_cpu_usec () - cpu;

  heed_session_get_source (session, &measurements->n_source);
  measurements->n_steps = heed_session_get_n_steps (session);
  step = (total - encode) / measurements->n_steps;
  cpu /= measurements->n_steps;
  g_array_append_val (measurements->encode, encode);
  g_array_append_val (measurements->step, step);
  g_array_append_val (measurements->step_cpu, cpu);
  g_array_append_val (measurements->sentence, total);

  return TRUE;
}

/* Excludes the first step, which has only one hypothesis. */
static gboolean
measure_beam (HeedModel     *model,
              const char    *sentence,
              Measurements  *measurements,
              GError       **error)
{
  g_autoptr(HeedSession) session = new_session (model, sentence, error);
  HeedBeamOptions beam_options = HEED_BEAM_OPTIONS_DEFAULT;
  g_autoptr(HeedBeam) beam = NULL;
  g_autoptr(GTimer) timer = NULL;
  guint n_steps = 0;
  double step;

  if (session == NULL)
    return FALSE;

  beam_options.width = BEAM_WIDTH;
  beam_options.max_length = SHAPE_TOKENS;
  beam = heed_beam_new (session, &beam_options);
  if (!heed_beam_advance (beam, error))
    return FALSE;

  timer = g_timer_new ();
  for (; !heed_beam_is_finished (beam); n_steps++)
    if (!heed_beam_advance (beam, error))
      return FALSE;

  step = get_usec (timer) / MAX (n_steps, 1);
  if (n_steps > 0)
    g_array_append_val (measurements->beam_step, step);

  return TRUE;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
add_measurement (HeedJsonWriter *json,
                 const char     *name,
                 GArray         *usec)
{
  if (usec->len == 0)
    return;

  g_array_sort (usec, compare_numbers);
  heed_json_writer_begin_object (json, name);
  heed_json_writer_add_number (json, "median", g_array_index (usec, double, usec->len / 2));
  heed_json_writer_add_number (json, "least", g_array_index (usec, double, 0));
  heed_json_writer_end_object (json);
}

static gboolean
write_measurements (HeedModel     *model,
                    double         load_usec,
                    Measurements  *measurements,
                    GError       **error)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();
  g_autofree char *line = NULL;

  heed_json_writer_begin_object (json, NULL);
  if (given.shape != NULL)
    heed_json_writer_add_string (json, "shape", given.shape);
  else
    heed_json_writer_add_string (json, "model", heed_model_get_info (model)->name);
  heed_json_writer_add_count (json, "threads", (guint64) given.threads);
  heed_json_writer_add_count (json, "parameters", heed_model_get_info (model)->n_parameters);
  heed_json_writer_add_count (json, "source_tokens", measurements->n_source);
  heed_json_writer_add_count (json, "steps", measurements->n_steps);
  heed_json_writer_add_count (json, "runs", measurements->step->len);
  heed_json_writer_add_number (json, "load_ms", load_usec / USEC_PER_MSEC);
  add_measurement (json, "encode_us", measurements->encode);
  add_measurement (json, "step_us", measurements->step);
  add_measurement (json, "step_cpu_us", measurements->step_cpu);
  add_measurement (json, "sentence_us", measurements->sentence);
  heed_json_writer_add_count (json, "beam_width", BEAM_WIDTH);
  add_measurement (json, "beam_step_us", measurements->beam_step);
  heed_json_writer_end_object (json);
  line = g_strconcat (heed_json_writer_get_text (json), "\n", NULL);

  return heed_output_write (line, strlen (line), error);
}

static gboolean
measure (HeedModel     *model,
         double         load_usec,
         GCancellable  *cancellable,
         GError       **error)
{
  const char *sentence = given.sentence != NULL ? given.sentence : DEFAULT_SENTENCE;
  Measurements measurements = new_measurements ();
  gint64 end = g_get_monotonic_time () + (gint64) (given.seconds * G_USEC_PER_SEC);
  gboolean is_done;

  do
    is_done = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
              measure_steps (model, sentence, &measurements, error) &&
              measure_beam (model, sentence, &measurements, error);
  while (is_done && g_get_monotonic_time () < end);

  is_done = is_done && write_measurements (model, load_usec, &measurements, error);
  clear_measurements (&measurements);

  return is_done;
}

static HeedModel *
open_model (GCancellable  *cancellable,
            GError       **error)
{
  const char *description;

  if (given.shape == NULL)
    return heed_model_option_load (given.model, cancellable, error);

  description = heed_bench_shape_find (given.shape, error);

  return description != NULL ? heed_model_new_random (description, 1, error) : NULL;
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(GTimer) timer = g_timer_new ();

  if (given.seconds == 0.0)
    given.seconds = 2.0;
  if (given.threads == 0)
    given.threads = 1;

  if (!heed_options_check_no_arguments (arguments, error) ||
      !heed_options_check_range ("--seconds", (gint64) given.seconds, 0, 3600, error) ||
      !heed_options_check_range ("--threads", given.threads, 1, MAX_THREADS, error) ||
      (given.sentence != NULL && !heed_options_check_text ("--sentence", given.sentence, error)))
    return FALSE;

  model = open_model (cancellable, error);
  if (model == NULL)
    return FALSE;

  heed_model_set_threads (model, (guint) given.threads);

  return measure (model, get_usec (timer), cancellable, error);
}

const HeedVerb heed_verb_bench = {
  .name = "bench",
  .summary = "measures the speed of a model and prints it as JSON",
  .options = options,
  .model = &given.model,
  .run = run,
};
