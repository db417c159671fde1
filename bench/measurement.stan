// The dynamic ordinal item-response model of latent physical integrity, version 4, non-centred as its authors
// fitted it. Written for bench/measurement_stan.py from the model's equations; see there for sources of the data.
//
// Rows are country-years, sorted by country and year. A spell is a run of years without a gap.
// Items whose standard changes have cutpoints for each year; they are stacked by item, then by year, so that one
// segment is one item in one year. Two stacks: items of three categories and items of five.
data {
  int<lower=1> rows;
  array[rows] int<lower=0, upper=1> opens;            // 1 where a spell begins
  vector<lower=0>[rows] freedom;                      // degrees of freedom of the innovation

  int<lower=1> items3;
  vector<lower=-1, upper=1>[items3] sign3;            // 1 where a higher category means better respected
  int<lower=1> segments3;
  array[segments3] int<lower=1, upper=items3> item3;
  array[segments3] int<lower=1> from3;                // first and last place of the segment; last < first: none
  array[segments3] int<lower=0> to3;
  int<lower=1> n3;
  array[n3] int<lower=1, upper=3> y3;
  array[n3] int<lower=1, upper=rows> row3;

  int<lower=1> items5;
  vector<lower=-1, upper=1>[items5] sign5;
  int<lower=1> segments5;
  array[segments5] int<lower=1, upper=items5> item5;
  array[segments5] int<lower=1> from5;
  array[segments5] int<lower=0> to5;
  int<lower=1> n5;
  array[n5] int<lower=1, upper=5> y5;
  array[n5] int<lower=1, upper=rows> row5;

  int<lower=1> n_prisoners;                           // political imprisonment, 3: none
  array[n_prisoners] int<lower=1, upper=3> y_prisoners;
  array[n_prisoners] int<lower=1, upper=rows> row_prisoners;
  int<lower=1> n_torture;                             // level of ill-treatment and torture, 6: worst
  array[n_torture] int<lower=1, upper=6> y_torture;
  array[n_torture] int<lower=1, upper=rows> row_torture;

  int<lower=1> events;                                // binary events, stacked by item
  int<lower=1> n_events;
  array[n_events] int<lower=0, upper=1> y_events;
  array[n_events] int<lower=1, upper=events> item_events;
  array[n_events] int<lower=1, upper=rows> row_events;

  int<lower=1> n_none;                                // counts of one-sided killing that are 0, and the others
  array[n_none] int<lower=1, upper=rows> row_none;
  int<lower=1> n_some;
  array[n_some] int<lower=1> y_some;
  array[n_some] int<lower=1, upper=rows> row_some;
}
transformed data {
  array[n_some] int zeros = rep_array(0, n_some);
}
parameters {
  vector[rows] innovation;
  real<lower=0, upper=1> sigma;
  vector<lower=0>[items3] beta3;
  vector<lower=0>[items5] beta5;
  array[segments3] ordered[2] cut3;
  array[segments5] ordered[4] cut5;
  real<lower=0> beta_prisoners;
  ordered[2] cut_prisoners;
  real<lower=0> beta_torture;
  ordered[5] cut_torture;
  vector[events] alpha_events;
  vector<lower=0>[events] beta_events;
  vector[2] alpha_killing;                            // of a structural zero, of the log mean
  vector<lower=0>[2] beta_killing;
  real<lower=0> dispersion;
}
transformed parameters {
  vector[rows] theta;
  for (i in 1:rows) {
    if (opens[i]) {
      theta[i] = innovation[i];
    } else {
      theta[i] = fma(sigma, innovation[i], theta[i - 1]);
    }
  }
}
model {
  innovation ~ student_t(freedom, 0, 1);

  beta3 ~ gamma(4, 3);
  beta5 ~ gamma(4, 3);
  for (s in 1:segments3) {
    if (s == 1 || item3[s] != item3[max(s - 1, 1)]) {
      cut3[s] ~ normal(0, 4);
    } else {
      cut3[s] ~ normal(cut3[s - 1], 4);
    }
    if (to3[s] >= from3[s]) {
      y3[from3[s]:to3[s]] ~ ordered_logistic(
        sign3[item3[s]] * beta3[item3[s]] * theta[row3[from3[s]:to3[s]]], cut3[s]);
    }
  }
  for (s in 1:segments5) {
    if (s == 1 || item5[s] != item5[max(s - 1, 1)]) {
      cut5[s] ~ normal(0, 4);
    } else {
      cut5[s] ~ normal(cut5[s - 1], 4);
    }
    if (to5[s] >= from5[s]) {
      y5[from5[s]:to5[s]] ~ ordered_logistic(
        sign5[item5[s]] * beta5[item5[s]] * theta[row5[from5[s]:to5[s]]], cut5[s]);
    }
  }

  beta_prisoners ~ gamma(4, 3);
  cut_prisoners ~ normal(0, 4);
  y_prisoners ~ ordered_logistic(beta_prisoners * theta[row_prisoners], cut_prisoners);
  beta_torture ~ gamma(4, 3);
  cut_torture ~ normal(0, 4);
  y_torture ~ ordered_logistic(-beta_torture * theta[row_torture], cut_torture);

  alpha_events ~ normal(0, 4);
  beta_events ~ gamma(4, 3);
  y_events ~ bernoulli_logit(alpha_events[item_events] - beta_events[item_events] .* theta[row_events]);

  alpha_killing ~ normal(0, 4);
  beta_killing ~ gamma(4, 3);
  dispersion ~ gamma(1, 0.5);
  {
    // A zero is structural, or the negative binomial's own: log P(0) = -r log(1 + mean / r).
    vector[n_none] z = alpha_killing[1] + beta_killing[1] * theta[row_none];
    vector[n_none] own = -dispersion * log1p_exp(
      alpha_killing[2] - beta_killing[2] * theta[row_none] - log(dispersion));
    target += sum(log_sum_exp(z, own) - log1p_exp(z));
    zeros ~ bernoulli_logit(alpha_killing[1] + beta_killing[1] * theta[row_some]);
    y_some ~ neg_binomial_2_log(alpha_killing[2] - beta_killing[2] * theta[row_some], dispersion);
  }
}
