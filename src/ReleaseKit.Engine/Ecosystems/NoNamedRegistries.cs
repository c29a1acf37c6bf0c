using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>For ecosystems whose clients know registries by their addresses alone.</summary>
public sealed class NoNamedRegistries : INamedRegistries
{
    private NoNamedRegistries()
    {
    }

    /// <summary>The only one.</summary>
    public static NoNamedRegistries Instance { get; } = new();

    /// <inheritdoc/>
    public NamedRegistries Read(IFileSystem files, Package package) => NamedRegistries.None;
}
