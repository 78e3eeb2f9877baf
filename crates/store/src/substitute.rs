//! A term in all places of a variable, in the algebra of SPARQL 1.1 (section 18). The variable is one of the whole
//! query: it is replaced in inner queries too.
//!
//! `SELECT ?x { ?x rel:visits ?y }` with `?y` as `ent:japan` is `SELECT ?x { ?x rel:visits ent:japan }`. Where a
//! variable is listed (`SELECT`, `GROUP BY`) and the pattern no longer gives it a value, it is set to the term.

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use crate::StoreError;

/// The query with the term in place of the variable.
pub(crate) fn substitute(query: &Query, variable: &Variable, term: &Term) -> Result<Query, StoreError> {
    let mut at = Place { variable, term, uses: 0 };
    let mut query = query.clone();
    match &mut query {
        Query::Select { pattern, .. } | Query::Describe { pattern, .. } | Query::Ask { pattern, .. } => {
            at.pattern(pattern)?;
        }
        Query::Construct { template, pattern, .. } => {
            at.triples(template)?;
            at.pattern(pattern)?;
        }
    }
    if at.uses == 0 {
        let why = format!("it has no variable {variable} to give a value to");
        return Err(StoreError::Refused(why));
    }
    Ok(query)
}

struct Place<'a> {
    variable: &'a Variable,
    term: &'a Term,
    /// Places found so far.
    uses: usize,
}

impl Place<'_> {
    fn pattern(&mut self, pattern: &mut GraphPattern) -> Result<(), StoreError> {
        match pattern {
            GraphPattern::Bgp { patterns } => self.triples(patterns),
            GraphPattern::Path { subject, object, .. } => {
                self.subject(subject)?;
                self.node(object)
            }
            GraphPattern::Join { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Minus { left, right } => {
                self.pattern(left)?;
                self.pattern(right)
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                self.pattern(left)?;
                self.pattern(right)?;
                expression.iter_mut().try_for_each(|e| self.expression(e))
            }
            GraphPattern::Filter { expr, inner } => {
                self.pattern(inner)?;
                self.expression(expr)
            }
            GraphPattern::Graph { name, inner } | GraphPattern::Service { name, inner, .. } => {
                self.name(name)?;
                self.pattern(inner)
            }
            GraphPattern::Extend { inner, variable, expression } => {
                self.not_made(variable)?;
                self.pattern(inner)?;
                self.expression(expression)
            }
            GraphPattern::Values { variables, .. } => variables.iter().try_for_each(|v| self.not_made(v)),
            GraphPattern::OrderBy { inner, expression } => {
                self.pattern(inner)?;
                expression.iter_mut().try_for_each(|e| match e {
                    OrderExpression::Asc(e) | OrderExpression::Desc(e) => self.expression(e),
                })
            }
            GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.pattern(inner),
            GraphPattern::Project { inner, variables } => {
                self.pattern(inner)?;
                self.listed(inner, variables);
                Ok(())
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                self.pattern(inner)?;
                self.listed(inner, variables);
                for (variable, aggregate) in aggregates {
                    self.not_made(variable)?;
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr)?;
                    }
                }
                Ok(())
            }
        }
    }

    /// Sets the variable to the term where it is in the list and `inner` gives it no value.
    fn listed(&mut self, inner: &mut Box<GraphPattern>, variables: &[Variable]) {
        if !variables.contains(self.variable) {
            return;
        }
        self.uses += 1;
        let mut known = false;
        inner.on_in_scope_variable(|v| known |= v == self.variable);
        if !known {
            let without = std::mem::take(inner.as_mut());
            **inner = GraphPattern::Extend {
                inner: Box::new(without),
                variable: self.variable.clone(),
                expression: self.constant(),
            };
        }
    }

    /// Refuses a variable that the query itself gives a value.
    fn not_made(&self, made: &Variable) -> Result<(), StoreError> {
        if made == self.variable {
            let why = format!("it gives {made} a value itself (BIND, VALUES or AS); bind another variable");
            return Err(StoreError::Refused(why));
        }
        Ok(())
    }

    fn triples(&mut self, patterns: &mut [TriplePattern]) -> Result<(), StoreError> {
        patterns.iter_mut().try_for_each(|p| self.triple(p))
    }

    fn triple(&mut self, pattern: &mut TriplePattern) -> Result<(), StoreError> {
        self.subject(&mut pattern.subject)?;
        self.name(&mut pattern.predicate)?;
        self.node(&mut pattern.object)
    }

    fn subject(&mut self, place: &mut TermPattern) -> Result<(), StoreError> {
        if matches!(place, TermPattern::Variable(v) if v == self.variable) {
            self.needs_iri()?;
        }
        self.node(place)
    }

    fn node(&mut self, place: &mut TermPattern) -> Result<(), StoreError> {
        match place {
            TermPattern::Variable(v) if v == self.variable => {
                *place = self.term.clone().into();
                self.uses += 1;
                Ok(())
            }
            TermPattern::Triple(triple) => self.triple(triple),
            _ => Ok(()),
        }
    }

    fn name(&mut self, place: &mut NamedNodePattern) -> Result<(), StoreError> {
        if matches!(place, NamedNodePattern::Variable(v) if v == self.variable) {
            self.needs_iri()?;
            if let Term::NamedNode(node) = self.term {
                *place = node.clone().into();
                self.uses += 1;
            }
        }
        Ok(())
    }

    fn needs_iri(&self) -> Result<(), StoreError> {
        if matches!(self.term, Term::NamedNode(_)) {
            return Ok(());
        }
        let Place { variable, term, .. } = self;
        let why =
            format!("{variable} stands for a thing, {term} is a text; give its IRI, such as ent:indonesia");
        Err(StoreError::Refused(why))
    }

    fn expression(&mut self, expression: &mut Expression) -> Result<(), StoreError> {
        match expression {
            Expression::Variable(v) => {
                if v == self.variable {
                    *expression = self.constant();
                    self.uses += 1;
                }
                Ok(())
            }
            Expression::Bound(v) => {
                if v == self.variable {
                    *expression = Expression::Literal(true.into());
                    self.uses += 1;
                }
                Ok(())
            }
            Expression::NamedNode(_) | Expression::Literal(_) => Ok(()),
            Expression::Or(a, b)
            | Expression::And(a, b)
            | Expression::Equal(a, b)
            | Expression::SameTerm(a, b)
            | Expression::Greater(a, b)
            | Expression::GreaterOrEqual(a, b)
            | Expression::Less(a, b)
            | Expression::LessOrEqual(a, b)
            | Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b) => {
                self.expression(a)?;
                self.expression(b)
            }
            Expression::In(a, list) => {
                self.expression(a)?;
                list.iter_mut().try_for_each(|e| self.expression(e))
            }
            Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => self.expression(a),
            Expression::Exists(pattern) => self.pattern(pattern),
            Expression::If(a, b, c) => {
                self.expression(a)?;
                self.expression(b)?;
                self.expression(c)
            }
            Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
                list.iter_mut().try_for_each(|e| self.expression(e))
            }
        }
    }

    fn constant(&self) -> Expression {
        match self.term {
            Term::NamedNode(node) => node.clone().into(),
            Term::Literal(literal) => literal.clone().into(),
            // No value is of another kind.
            other => Expression::Literal(oxigraph::model::Literal::new_simple_literal(other.to_string())),
        }
    }
}
