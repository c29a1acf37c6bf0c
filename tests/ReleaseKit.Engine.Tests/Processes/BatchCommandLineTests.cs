using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Tests.Processes;

public sealed class BatchCommandLineTests
{
    private const string Start = "/e:ON /v:OFF /d /c \"\"C:\\nodejs\\npm.cmd\"";

    [Theory]
    [InlineData("publish", " publish")]
    [InlineData("", " \"\"")]
    [InlineData("a b", " \"a b\"")]
    [InlineData("a&calc", " \"a&calc\"")]
    [InlineData("a\"b", " \"a\"\"b\"")]
    [InlineData("a\\\"&calc", " \"a\\\\\"\"&calc\"")]
    [InlineData("%PATH%", " \"%%cd:~,%PATH%%cd:~,%\"")]
    [InlineData("C:\\dir\\", " \"C:\\dir\\\\\"")]
    [InlineData("--access=public", " \"--access=public\"")]
    [InlineData("1.0.0-rc.1", " 1.0.0-rc.1")]
    [InlineData("ünïcode", " ünïcode")]
    public void ArgumentsCannotBecomeCommands(string argument, string expected) =>
        BatchCommandLine.Create("C:\\nodejs\\npm.cmd", [argument]).ShouldBe(Start + expected + "\"");

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    public void LineBreaksAreRefused(string argument) =>
        Should.Throw<ArgumentException>(() => BatchCommandLine.Create("npm.cmd", [argument]));

    [Theory]
    [InlineData("C:\\100%\\npm.cmd")]
    [InlineData("C:\\a\"b\\npm.cmd")]
    public void UnsafeScriptPathsAreRefused(string script) =>
        Should.Throw<ArgumentException>(() => BatchCommandLine.Create(script, []));
}
