using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>The properties of one evaluation. Names are case-insensitive; global properties cannot be overridden.</summary>
internal sealed class PropertyTable
{
    /// <summary>
    /// Properties that the SDK sets in ways that are not modelled here. Seeing one of them is a doubt rather than an empty value.
    /// </summary>
    private static readonly ImmutableHashSet<string> NotModelled = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "BundledNETCoreAppTargetFrameworkVersion", "BundledNETCoreAppPackageVersion", "BundledNETStandardPackageVersion",
        "MSBuildAssemblyVersion", "MSBuildBinPath", "MSBuildExtensionsPath", "MSBuildExtensionsPath32", "MSBuildExtensionsPath64",
        "MSBuildFrameworkToolsPath", "MSBuildSDKsPath", "MSBuildToolsPath", "MSBuildToolsPath32", "MSBuildToolsPath64", "MSBuildVersion",
        "MSBuildSemanticVersion", "MSBuildFileVersion", "MSBuildUserExtensionsPath", "NETCoreSdkRuntimeIdentifier", "NETCoreSdkVersion",
        "NETCoreAppMaximumVersion", "NETCoreTargetingPackRoot", "NetCoreRoot", "NetCoreTargetingPackRoot", "NuGetPackageRoot", "SdkAnalysisLevel",
        "OutputPath", "OutDir", "IntermediateOutputPath", "TargetPath", "TargetDir", "TargetFileName", "TargetPlatformVersion",
        "MSBuildLastTaskResult", "MSBuildNodeCount", "MSBuildStartupDirectory", "MSBuildProgramFiles32", "UserProfile");

    private readonly Dictionary<string, EvaluatedProperty> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _global = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, string?> _environment;

    /// <summary>An empty table over the environment, whose variables are MSBuild's properties of last resort.</summary>
    public PropertyTable(Func<string, string?> environment) => _environment = environment;

    /// <summary>Sets a global property, as <c>-p:</c> does.</summary>
    public void SetGlobal(string name, string value)
    {
        _global.Add(name);
        _values[name] = new EvaluatedProperty(name, value);
    }

    /// <summary>Sets a property that MSBuild or the SDK sets.</summary>
    public void Set(string name, string value) => Set(new EvaluatedProperty(name, value));

    /// <summary>Sets a property with what is known about its value.</summary>
    public void Set(EvaluatedProperty property)
    {
        if (!_global.Contains(property.Name))
        {
            _values[property.Name] = property;
        }
    }

    /// <summary>Sets a property only if it is empty, keeping a doubt about whether it was.</summary>
    public void Default(string name, string value)
    {
        var current = Find(name);
        if (current is null || current.Value.Length == 0)
        {
            Set(new EvaluatedProperty(name, value, Doubt: current?.Doubt));
        }
    }

    /// <summary>The property as set so far, still escaped; null when nothing set it.</summary>
    public EvaluatedProperty? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>The value, still escaped; empty when nothing set it.</summary>
    public string Value(string name, ref Doubt doubt)
    {
        if (_values.TryGetValue(name, out var property))
        {
            doubt.Note(property.Doubt);
            return property.Value;
        }

        if (NotModelled.Contains(name))
        {
            doubt.Note($"$({name}), which depends on the SDK");
            return "";
        }

        return Escaping.Escape(Environment(name));
    }

    /// <summary>An environment variable; empty when it is not set.</summary>
    public string Environment(string name) => _environment(name) ?? "";

    /// <summary>Like <see cref="Value(string, ref Doubt)"/> for a property whose doubts do not matter.</summary>
    public string Value(string name)
    {
        var ignored = default(Doubt);
        return Value(name, ref ignored);
    }
}
