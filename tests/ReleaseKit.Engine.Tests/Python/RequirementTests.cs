using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Tests.Python;

public sealed class RequirementTests
{
    [Theory]
    [InlineData("core", "core", "")]
    [InlineData("Acme.Core_x", "acme-core-x", "")]
    [InlineData("core>=1.0", "core", ">=1.0")]
    [InlineData("core >= 1.0 , < 2", "core", ">= 1.0 , < 2")]
    [InlineData("core[a,b]==1.*", "core", "==1.*")]
    [InlineData("core [a, b] (>=1,<2) ; python_version < '3.9'", "core", ">=1,<2")]
    [InlineData("core()", "core", "")]
    [InlineData("core~=1.2;extra == 'x'", "core", "~=1.2")]
    [InlineData("core===weird+1", "core", "===weird+1")]
    [InlineData("core>=1,", "core", ">=1,")]
    [InlineData("core @ https://example.test/core-1.zip", "core", "@ https://example.test/core-1.zip")]
    [InlineData("core@file:///tmp/core ; sys_platform == 'win32'", "core", "@file:///tmp/core")]
    public void PartsAreReadAsWritten(string text, string name, string range)
    {
        Requirement.TryParse(text, out var requirement, out _).ShouldBeTrue();
        requirement!.Name.ShouldBe(name);
        requirement.Range.ShouldBe(range);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-core")]
    [InlineData("core-")]
    [InlineData("core[")]
    [InlineData("core[a b]")]
    [InlineData("core>=")]
    [InlineData("core>=1 <2")]
    [InlineData("core (>=1")]
    [InlineData("core 1.0")]
    [InlineData("core;")]
    [InlineData("core @")]
    [InlineData("core\n--index-url https://example.test")]
    public void MalformedRequirementsAreRefusedWithThePlace(string text)
    {
        Requirement.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem!.ShouldContain("expected at character");
    }

    [Theory]
    [InlineData("core", "core==2")]
    [InlineData("core[a] ; python_version < '3.9'", "core[a]==2 ; python_version < '3.9'")]
    [InlineData("core (>=1) ; python_version < '3.9'", "core (==2) ; python_version < '3.9'")]
    [InlineData("core()", "core(==2)")]
    [InlineData(" core >=1,<2", " core ==2")]
    [InlineData("core[a]>=1;extra=='x'", "core[a]==2;extra=='x'")]
    public void OnlyTheRangeIsReplaced(string text, string expected)
    {
        Requirement.TryParse(text, out var requirement, out _).ShouldBeTrue();
        requirement!.WithRange("==2").ShouldBe(expected);
    }
}
