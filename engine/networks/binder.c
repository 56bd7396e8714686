/* binder.c — finds the tensors that a network needs, and checks their shapes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/binder.h"

/* Finds the tensor whose name is given by format. Returns NULL if an optional tensor does not
 * exist, or if the binder has failed, now or before. An optional tensor that exists but is wrong
 * is an error too. */
HeedTensor *
heed_bind (HeedBinder *binder,
           guint       n_rows,
           guint       n_columns,
           gboolean    is_optional,
           const char *format,
           ...)
{
  g_autofree char *name = NULL;
  g_autoptr(GError) flaw = NULL;
  HeedTensor *tensor;
  va_list arguments;

  if (binder->has_failed)
    return NULL;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  tensor = binder->source (binder->user_data, name, n_rows, n_columns, is_optional, &flaw);
  binder->has_failed = flaw != NULL || (tensor == NULL && !is_optional);
  if (flaw != NULL)
    g_propagate_error (binder->error, g_steal_pointer (&flaw));

  return tensor;
}
