/* gates.h — the gates of GRU and LSTM cells, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For one sentence, with D = n. x_gates is W x + b and h_gates is U h + c: 3 n numbers (r, z, n)
 * for a GRU, 4 n (i, f, g, o) for an LSTM. */
void heed_gru_gates_forward   (float *h_next, float *gates,
                               const float *x_gates, const float *h_gates, const float *h, gsize n);
void heed_gru_gates_backward (float *d_x_gates,
                              float *d_h_gates,
                              float *d_h,
                              const float *d_h_next,
                              const float *gates,
                              const float *h_gates,
                              const float *h,
                              gsize n);
void heed_lstm_gates_forward  (float *h_next, float *c_next, float *gates,
                               const float *x_gates, const float *h_gates, const float *c, gsize n);
void heed_lstm_gates_backward (float *d_gates, float *d_c,
                               const float *d_h_next, const float *d_c_next, const float *gates,
                               const float *c_next, const float *c, gsize n);

G_END_DECLS
