using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>One dependency as a manifest writes it.</summary>
internal sealed record DependencyEntry(string Name, string Specifier, DependencyKind Kind, SourceLocation Location);
