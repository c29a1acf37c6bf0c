using System.Collections.Immutable;

namespace ReleaseKit.Engine.Vcs;

/// <summary>What a repository is, read once.</summary>
/// <param name="TopLevel">Absolute path of the work tree's root.</param>
/// <param name="GitDirectory">Absolute path of this work tree's own folder.</param>
/// <param name="CommonDirectory">Absolute path of the own folder that all work trees share.</param>
/// <param name="Prefix">The workspace root as seen from <paramref name="TopLevel"/>, ending in a slash; empty when they are the same.</param>
/// <param name="IsShallow">Whether history was cut off.</param>
/// <param name="Head">Full object name of the commit that is checked out.</param>
/// <param name="Branch">Name of the branch that is checked out; null when HEAD is detached.</param>
/// <param name="Hooks">Names of the hooks that are switched off one by one; default where one setting does it.</param>
/// <param name="IsGrafted">Whether the client shows other parents or messages than commits hold: replacements or grafts.</param>
public sealed record RepositoryFacts(
    string TopLevel, string GitDirectory, string CommonDirectory, string Prefix, bool IsShallow, string Head, string? Branch, bool IsGrafted = false,
    ImmutableArray<string> Hooks = default);
