using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>One entry of a workspace definition, with its place.</summary>
internal sealed record MemberPattern(string Text, SourceLocation Location);
