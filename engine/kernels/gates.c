/* gates.c — the gates of GRU and LSTM cells, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GRU (x_ and h_ are the parts of x_gates and h_gates):
 *
 *     r  = sigmoid (x_r + h_r)
 *     z  = sigmoid (x_z + h_z)
 *     n  = tanh    (x_n + r * h_n)
 *     h' = (1 - z) * n + z * h
 *
 * This is PyTorch's variant: the reset gate is applied after the matrix product. In
 * Cho et al. 2014 it is applied before; weights trained for one variant do not work
 * in the other.
 *
 * LSTM:
 *
 *     i, f, o = sigmoid (x_i + h_i), sigmoid (x_f + h_f), sigmoid (x_o + h_o)
 *     g  = tanh (x_g + h_g)
 *     c' = f * c + i * g
 *     h' = o * tanh (c')
 *
 * Source: torch.nn.GRU and torch.nn.LSTM, PyTorch's documentation.
 */

#include "engine/kernels/gates.h"

#include "engine/kernels/functions.h"

static HEED_SIMD_BODY void
gru_forward_body (float       *h_next,
                  float       *gates,
                  const float *x_gates,
                  const float *h_gates,
                  const float *h,
                  gsize        n)
{
  for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
    {
      HeedVector r = heed_vector_sigmoid (heed_vector_load_at (x_gates, i, n) +
                                          heed_vector_load_at (h_gates, i, n));
      HeedVector z = heed_vector_sigmoid (heed_vector_load_at (x_gates + n, i, n) +
                                          heed_vector_load_at (h_gates + n, i, n));
      HeedVector candidate = heed_vector_tanh (heed_vector_load_at (x_gates + 2 * n, i, n) +
                                               r * heed_vector_load_at (h_gates + 2 * n, i, n));
      HeedVector h_i = heed_vector_load_at (h, i, n);

      heed_vector_store_at (gates, i, n, r);
      heed_vector_store_at (gates + n, i, n, z);
      heed_vector_store_at (gates + 2 * n, i, n, candidate);
      heed_vector_store_at (h_next, i, n, (1.0f - z) * candidate + z * h_i);
    }
}

/**
 * heed_gru_gates_forward:
 * @h_next: (out): n; may not be @h
 * @gates: (out): 3 n: r, z and n after sigmoid or tanh
 * @x_gates: 3 n
 * @h_gates: 3 n
 * @h: n
 */
HEED_SIMD_KERNEL (heed_gru_gates_forward, gru_forward_body,
                  (float *h_next, float *gates,
                   const float *x_gates, const float *h_gates, const float *h, gsize n),
                  (h_next, gates, x_gates, h_gates, h, n))

static HEED_SIMD_BODY void
gru_backward_body (float       *d_x_gates,
                   float       *d_h_gates,
                   float       *d_h,
                   const float *d_h_next,
                   const float *gates,
                   const float *h_gates,
                   const float *h,
                   gsize        n)
{
  for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
    {
      HeedVector d_next = heed_vector_load_at (d_h_next, i, n);
      HeedVector r = heed_vector_load_at (gates, i, n);
      HeedVector z = heed_vector_load_at (gates + n, i, n);
      HeedVector candidate = heed_vector_load_at (gates + 2 * n, i, n);
      HeedVector d_candidate = d_next * (1.0f - z) * (1.0f - candidate * candidate);
      HeedVector d_r = d_candidate * heed_vector_load_at (h_gates + 2 * n, i, n) * r * (1.0f - r);
      HeedVector d_z = d_next * (heed_vector_load_at (h, i, n) - candidate) * z * (1.0f - z);

      heed_vector_add_at (d_x_gates, i, n, d_r);
      heed_vector_add_at (d_x_gates + n, i, n, d_z);
      heed_vector_add_at (d_x_gates + 2 * n, i, n, d_candidate);
      heed_vector_add_at (d_h_gates, i, n, d_r);
      heed_vector_add_at (d_h_gates + n, i, n, d_z);
      heed_vector_add_at (d_h_gates + 2 * n, i, n, d_candidate * r);
      heed_vector_add_at (d_h, i, n, d_next * z);
    }
}

/**
 * heed_gru_gates_backward:
 * @d_x_gates: (inout): 3 n numbers, r, z, n; added to, as @d_h_gates and @d_h are
 * @d_h_gates: (inout): 3 n numbers
 * @d_h: (inout): n numbers
 * @d_h_next: n numbers, the gradient of h'
 * @gates: 3 n numbers, as heed_gru_gates_forward() computed them
 * @h_gates: 3 n numbers, as given to heed_gru_gates_forward()
 * @h: n numbers
 *
 *     d_n = d_h' (1 - z),  d_z = d_h' (h - n),  each times the derivative of its function,
 *     d_r = d_n h_n likewise;  d_h += d_h' z
 */
HEED_SIMD_KERNEL (heed_gru_gates_backward,
                  gru_backward_body,
                  (float *d_x_gates,
                   float *d_h_gates,
                   float *d_h,
                   const float *d_h_next,
                   const float *gates,
                   const float *h_gates,
                   const float *h,
                   gsize n),
                  (d_x_gates, d_h_gates, d_h, d_h_next, gates, h_gates, h, n))

static HEED_SIMD_BODY void
lstm_forward_body (float       *h_next,
                   float       *c_next,
                   float       *gates,
                   const float *x_gates,
                   const float *h_gates,
                   const float *c,
                   gsize        n)
{
  for (gsize k = 0; k < n; k += HEED_SIMD_WIDTH)
    {
      HeedVector i = heed_vector_sigmoid (heed_vector_load_at (x_gates, k, n) +
                                          heed_vector_load_at (h_gates, k, n));
      HeedVector f = heed_vector_sigmoid (heed_vector_load_at (x_gates + n, k, n) +
                                          heed_vector_load_at (h_gates + n, k, n));
      HeedVector g = heed_vector_tanh (heed_vector_load_at (x_gates + 2 * n, k, n) +
                                       heed_vector_load_at (h_gates + 2 * n, k, n));
      HeedVector o = heed_vector_sigmoid (heed_vector_load_at (x_gates + 3 * n, k, n) +
                                          heed_vector_load_at (h_gates + 3 * n, k, n));
      HeedVector c_k = f * heed_vector_load_at (c, k, n) + i * g;

      heed_vector_store_at (gates, k, n, i);
      heed_vector_store_at (gates + n, k, n, f);
      heed_vector_store_at (gates + 2 * n, k, n, g);
      heed_vector_store_at (gates + 3 * n, k, n, o);
      heed_vector_store_at (c_next, k, n, c_k);
      heed_vector_store_at (h_next, k, n, o * heed_vector_tanh (c_k));
    }
}

/**
 * heed_lstm_gates_forward:
 * @h_next: (out): n
 * @c_next: (out): n; may not be @c
 * @gates: (out): 4 n: i, f, g and o after sigmoid or tanh
 * @x_gates: 4 n
 * @h_gates: 4 n
 * @c: n
 */
HEED_SIMD_KERNEL (heed_lstm_gates_forward, lstm_forward_body,
                  (float *h_next, float *c_next, float *gates,
                   const float *x_gates, const float *h_gates, const float *c, gsize n),
                  (h_next, c_next, gates, x_gates, h_gates, c, n))

static HEED_SIMD_BODY void
lstm_backward_body (float       *d_gates,
                    float       *d_c,
                    const float *d_h_next,
                    const float *d_c_next,
                    const float *gates,
                    const float *c_next,
                    const float *c,
                    gsize        n)
{
  for (gsize k = 0; k < n; k += HEED_SIMD_WIDTH)
    {
      HeedVector i = heed_vector_load_at (gates, k, n);
      HeedVector f = heed_vector_load_at (gates + n, k, n);
      HeedVector g = heed_vector_load_at (gates + 2 * n, k, n);
      HeedVector o = heed_vector_load_at (gates + 3 * n, k, n);
      HeedVector tanh_c = heed_vector_tanh (heed_vector_load_at (c_next, k, n));
      HeedVector d_h = heed_vector_load_at (d_h_next, k, n);
      HeedVector d_cell = heed_vector_load_at (d_c_next, k, n) + d_h * o * (1.0f - tanh_c * tanh_c);

      heed_vector_add_at (d_gates, k, n, d_cell * g * i * (1.0f - i));
      heed_vector_add_at (d_gates + n, k, n,
                          d_cell * heed_vector_load_at (c, k, n) * f * (1.0f - f));
      heed_vector_add_at (d_gates + 2 * n, k, n, d_cell * i * (1.0f - g * g));
      heed_vector_add_at (d_gates + 3 * n, k, n, d_h * tanh_c * o * (1.0f - o));
      heed_vector_add_at (d_c, k, n, d_cell * f);
    }
}

/**
 * heed_lstm_gates_backward:
 * @d_gates: (inout): 4 n numbers, i, f, g, o; added to; the gradient of both x_gates
 *   and h_gates
 * @d_c: (inout): n numbers; added to
 * @d_h_next: n numbers, the gradient of h'
 * @d_c_next: n numbers, the gradient of c'
 * @gates: 4 n numbers, as heed_lstm_gates_forward() computed them
 * @c_next: n numbers, likewise
 * @c: n numbers, as given to heed_lstm_gates_forward()
 *
 *     d_c'' = d_c' + d_h' o (1 - tanh (c')^2)
 *     d_i = d_c'' g,  d_f = d_c'' c,  d_g = d_c'' i,  d_o = d_h' tanh (c'),
 *     each times the derivative of its function;  d_c += d_c'' f
 */
HEED_SIMD_KERNEL (heed_lstm_gates_backward, lstm_backward_body,
                  (float *d_gates, float *d_c,
                   const float *d_h_next, const float *d_c_next, const float *gates,
                   const float *c_next, const float *c, gsize n),
                  (d_gates, d_c, d_h_next, d_c_next, gates, c_next, c, n))
