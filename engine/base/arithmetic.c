/* arithmetic.c — how a weight was computed: written once, then immutable
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/base/arithmetic.h"

#include <string.h>

/* The value that callers get, together with the storage of its texts and numbers. */
typedef struct
{
  HeedArithmetic  arithmetic;  /* first, so that a pointer to it is a pointer to the box */
  GStringChunk   *texts;
  GPtrArray      *numbers;     /* of float * and guint8 * */
  GArray         *quantities;  /* of HeedQuantity */
} Box;

struct _HeedArithmeticWriter
{
  Box     *box;
  GString *equations[HEED_N_STAGES];
};

static void
clear_box (gpointer data)
{
  Box *box = data;

  g_string_chunk_free (box->texts);
  g_ptr_array_unref (box->numbers);
  g_array_unref (box->quantities);
}

HeedArithmeticWriter *
heed_arithmetic_writer_new (HeedAttentionSite site,
                            guint             query,
                            guint             key)
{
  HeedArithmeticWriter *writer = g_new0 (HeedArithmeticWriter, 1);
  Box *box = g_atomic_rc_box_new0 (Box);

  box->arithmetic.site = site;
  box->arithmetic.query = query;
  box->arithmetic.key = key;
  box->texts = g_string_chunk_new (512);
  box->numbers = g_ptr_array_new_with_free_func (g_free);
  box->quantities = g_array_new (FALSE, FALSE, sizeof (HeedQuantity));
  writer->box = box;
  for (guint stage = 0; stage < HEED_N_STAGES; stage++)
    writer->equations[stage] = g_string_new (NULL);

  return writer;
}

void
heed_arithmetic_writer_free (HeedArithmeticWriter *writer)
{
  if (writer == NULL)
    return;

  for (guint stage = 0; stage < HEED_N_STAGES; stage++)
    g_string_free (writer->equations[stage], TRUE);
  if (writer->box != NULL)
    heed_arithmetic_unref (&writer->box->arithmetic);
  g_free (writer);
}

static const char *
keep_text (HeedArithmeticWriter *writer,
           const char           *text)
{
  return text != NULL ? g_string_chunk_insert_const (writer->box->texts, text) : NULL;
}

static gconstpointer
keep_numbers (HeedArithmeticWriter *writer,
              gconstpointer         numbers,
              gsize                 n_bytes)
{
  gpointer copy = g_memdup2 (numbers, n_bytes);

  if (copy != NULL)
    g_ptr_array_add (writer->box->numbers, copy);

  return copy;
}

void
heed_arithmetic_write (HeedArithmeticWriter *writer,
                       const HeedQuantity   *quantity)
{
  HeedQuantity kept = *quantity;
  gsize n = (gsize) quantity->n_rows * quantity->n_columns;
  gboolean is_too_large = quantity->n_rows > 1 && n > HEED_ARITHMETIC_MOST;

  kept.symbol = keep_text (writer, quantity->symbol);
  kept.stands_for = keep_text (writer, quantity->stands_for);
  kept.values = is_too_large ? NULL : keep_numbers (writer, quantity->values, n * sizeof (float));
  g_array_append_val (writer->box->quantities, kept);
}

void
heed_arithmetic_write_number (HeedArithmeticWriter *writer,
                              HeedStage             stage,
                              const char           *symbol,
                              const char           *meaning,
                              double                value)
{
  const float number = (float) value;

  heed_arithmetic_write (writer, &(HeedQuantity) {
    symbol, meaning, NULL, stage, HEED_ORIGIN_COMPUTED, 1, 1, &number });
}

void
heed_arithmetic_write_equation (HeedArithmeticWriter *writer,
                                HeedStage             stage,
                                const char           *format,
                                ...)
{
  GString *equation = writer->equations[stage];
  va_list arguments;

  if (equation->len > 0)
    g_string_append_c (equation, '\n');

  va_start (arguments, format);
  g_string_append_vprintf (equation, format, arguments);
  va_end (arguments);
}

void
heed_arithmetic_write_keys (HeedArithmeticWriter *writer,
                            guint                 n_keys,
                            const guint8         *hidden,
                            HeedChanged           changed)
{
  HeedArithmetic *arithmetic = &writer->box->arithmetic;

  arithmetic->n_keys = n_keys;
  arithmetic->hidden = keep_numbers (writer, hidden, n_keys);
  arithmetic->changed = changed;
}

HeedArithmetic *
heed_arithmetic_finish (HeedArithmeticWriter *writer)
{
  Box *box = g_steal_pointer (&writer->box);

  for (guint stage = 0; stage < HEED_N_STAGES; stage++)
    box->arithmetic.equations[stage] =
      g_string_chunk_insert (box->texts, writer->equations[stage]->str);
  box->arithmetic.quantities = (const HeedQuantity *) (gpointer) box->quantities->data;
  box->arithmetic.n_quantities = box->quantities->len;
  heed_arithmetic_writer_free (writer);

  return &box->arithmetic;
}

HeedArithmetic *
heed_arithmetic_ref (HeedArithmetic *arithmetic)
{
  g_return_val_if_fail (arithmetic != NULL, NULL);

  return g_atomic_rc_box_acquire (arithmetic);
}

void
heed_arithmetic_unref (HeedArithmetic *arithmetic)
{
  if (arithmetic != NULL)
    g_atomic_rc_box_release_full (arithmetic, clear_box);
}

/**
 * heed_arithmetic_find:
 * @stage: the stage that has the symbol
 * @symbol: such as "W_q s"
 *
 * Returns: (transfer none) (nullable): the quantity; lives as long as @arithmetic
 */
const HeedQuantity *
heed_arithmetic_find (const HeedArithmetic *arithmetic,
                      HeedStage             stage,
                      const char           *symbol)
{
  g_return_val_if_fail (arithmetic != NULL && symbol != NULL, NULL);

  for (guint i = 0; i < arithmetic->n_quantities; i++)
    if (arithmetic->quantities[i].stage == stage &&
        g_str_equal (arithmetic->quantities[i].symbol, symbol))
      return &arithmetic->quantities[i];

  return NULL;
}
