using System.Text.Json;
using NuGet.Versioning;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>The services of a NuGet feed that are used here.</summary>
/// <param name="Content">Where package files lie, with a trailing slash.</param>
/// <param name="TakesSymbols">Whether symbol packages can be pushed.</param>
/// <param name="Registration">Where documents about versions lie, with a trailing slash; null when the feed has none.</param>
/// <param name="Publish">Where versions are pushed and deleted, without a trailing slash; null when the feed can only be read.</param>
internal sealed record NuGetServices(Uri Content, bool TakesSymbols, Uri? Registration, Uri? Publish)
{
    /// <summary>Where packages are searched for; null when the feed has no search.</summary>
    public Uri? Search { get; init; }

    private const string RegistrationType = "RegistrationsBaseUrl";

    /// <summary>Reads a service index.</summary>
    /// <exception cref="FormatException">It offers no package files.</exception>
    public static NuGetServices Read(JsonElement root, Uri index)
    {
        Uri? content = null;
        Uri? publish = null;
        Uri? search = null;
        (string Type, Uri Address)? registration = null;
        var takesSymbols = false;
        foreach (var resource in root.GetProperty("resources").EnumerateArray())
        {
            var type = resource.GetProperty("@type").GetString() ?? "";
            if (type.StartsWith("PackageBaseAddress/3", StringComparison.Ordinal))
            {
                content ??= new Uri(index, resource.GetProperty("@id").GetString()!.TrimEnd('/') + "/");
            }

            if (type.StartsWith("SearchQueryService", StringComparison.Ordinal))
            {
                search ??= new Uri(index, resource.GetProperty("@id").GetString()!);
            }

            if (type.StartsWith("PackagePublish/2", StringComparison.Ordinal))
            {
                publish ??= new Uri(index, resource.GetProperty("@id").GetString()!.TrimEnd('/'));
            }

            // The one with the highest number knows the most versions: of 3.6.0 on those of SemVer 2, too.
            if (type.StartsWith(RegistrationType, StringComparison.Ordinal) && !type.EndsWith("Versioned", StringComparison.Ordinal) &&
                (registration is null || string.CompareOrdinal(type, registration.Value.Type) > 0))
            {
                registration = (type, new Uri(index, resource.GetProperty("@id").GetString()!.TrimEnd('/') + "/"));
            }

            takesSymbols |= type.StartsWith("SymbolPackagePublish/", StringComparison.Ordinal);
        }

        return new NuGetServices(content ?? throw new FormatException("it names no PackageBaseAddress"), takesSymbols, registration?.Address, publish) { Search = search };
    }

    /// <summary>The address of a file of a version.</summary>
    public Uri Address(string id, NuGetVersion version, string file)
    {
        var normal = version.ToNormalizedString().ToLowerInvariant();
        return new Uri(Content, $"{Uri.EscapeDataString(id.ToLowerInvariant())}/{Uri.EscapeDataString(normal)}/{Uri.EscapeDataString(file)}");
    }
}
