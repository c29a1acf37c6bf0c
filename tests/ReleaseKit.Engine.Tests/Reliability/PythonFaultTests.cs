namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>The column of twine.</summary>
public sealed class PythonFaultTests : FaultTests
{
    internal override FaultEcosystem Ecosystem() => FaultEcosystem.Python();
}
