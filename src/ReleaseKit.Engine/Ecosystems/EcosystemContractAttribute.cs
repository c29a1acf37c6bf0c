namespace ReleaseKit.Engine.Ecosystems;

/// <summary>
/// Says against which version of the adapter contract an assembly was compiled:
/// <c>[assembly: EcosystemContract(EcosystemContractAttribute.Current)]</c>.
/// </summary>
/// <param name="version">The version.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class EcosystemContractAttribute(int version) : Attribute
{
    /// <summary>The version of this build. It grows whenever adapters have to be compiled, or written, anew.</summary>
    public const int Current = 1;

    /// <summary>The version.</summary>
    public int Version => version;
}
