using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>
/// The registries that an ecosystem's own configuration files in the repository give names to: sources of a <c>NuGet.config</c>, indexes of
/// uv, registries of Cargo, scopes of an <c>.npmrc</c>. Files of the user are not read: a release is the same for everybody.
/// </summary>
public interface INamedRegistries
{
    /// <summary>What is named for a package, files nearer to it first. What cannot be uploaded to, or has a variable in its address, is left out.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException">A file cannot be read.</exception>
    NamedRegistries Read(IFileSystem files, Package package);
}

/// <summary>Registries with names.</summary>
/// <param name="Known">By name, as the client compares names.</param>
/// <param name="Default">The one that the client itself would upload to; null for the public one.</param>
public sealed record NamedRegistries(ImmutableSortedDictionary<string, NamedRegistry> Known, NamedRegistry? Default)
{
    /// <summary>No names.</summary>
    public static NamedRegistries None { get; } = new(ImmutableSortedDictionary<string, NamedRegistry>.Empty, null);
}

/// <summary>A registry with a name.</summary>
/// <param name="Registry">Where packages are uploaded to.</param>
/// <param name="Index">Where they are installed from; null for the same address.</param>
/// <param name="TokenVariable">The variable from which the client takes its credential; null for the usual ones.</param>
public sealed record NamedRegistry(string Registry, string? Index = null, string? TokenVariable = null);
