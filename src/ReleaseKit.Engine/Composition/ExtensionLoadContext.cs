using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Composition;

/// <summary>
/// Loads an adapter's assembly with dependencies of its own. The contract is the one of this build, so that types are the same on
/// both sides.
/// </summary>
internal sealed class ExtensionLoadContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path), isCollectible: true)
{
    private static readonly ImmutableDictionary<string, Assembly> Shared =
        new[] { typeof(EcosystemAdapter).Assembly, typeof(PackageId).Assembly }.ToImmutableDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);

    private readonly AssemblyDependencyResolver _dependencies = new(path);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Shared.GetValueOrDefault(assemblyName.Name!) ??
        (_dependencies.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null);

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _dependencies.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : 0;
}
