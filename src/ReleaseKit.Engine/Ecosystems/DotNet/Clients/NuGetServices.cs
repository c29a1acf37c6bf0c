using System.Text.Json;
using NuGet.Versioning;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>The services of a NuGet feed that are used here.</summary>
/// <param name="Content">Where package files lie, with a trailing slash.</param>
/// <param name="TakesSymbols">Whether symbol packages can be pushed.</param>
internal sealed record NuGetServices(Uri Content, bool TakesSymbols)
{
    /// <summary>Reads a service index.</summary>
    /// <exception cref="FormatException">It offers no package files.</exception>
    public static NuGetServices Read(JsonElement root, Uri index)
    {
        Uri? content = null;
        var takesSymbols = false;
        foreach (var resource in root.GetProperty("resources").EnumerateArray())
        {
            var type = resource.GetProperty("@type").GetString() ?? "";
            if (type.StartsWith("PackageBaseAddress/3", StringComparison.Ordinal))
            {
                content ??= new Uri(index, resource.GetProperty("@id").GetString()!.TrimEnd('/') + "/");
            }

            takesSymbols |= type.StartsWith("SymbolPackagePublish/", StringComparison.Ordinal);
        }

        return new NuGetServices(content ?? throw new FormatException("it names no PackageBaseAddress"), takesSymbols);
    }

    /// <summary>The address of a file of a version.</summary>
    public Uri Address(string id, NuGetVersion version, string file)
    {
        var normal = version.ToNormalizedString().ToLowerInvariant();
        return new Uri(Content, $"{Uri.EscapeDataString(id.ToLowerInvariant())}/{Uri.EscapeDataString(normal)}/{Uri.EscapeDataString(file)}");
    }
}
