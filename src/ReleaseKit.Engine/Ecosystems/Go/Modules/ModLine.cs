using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>One directive, whether it stands alone or in a block.</summary>
/// <param name="Verb">What it is: <c>module</c>, <c>require</c> …</param>
/// <param name="Arguments">The words behind it.</param>
/// <param name="Comment">The comment at its end, without slashes and blanks; empty when there is none.</param>
/// <param name="Span">The place of the line's words.</param>
internal sealed record ModLine(string Verb, ImmutableArray<ModToken> Arguments, string Comment, TextSpan Span);
